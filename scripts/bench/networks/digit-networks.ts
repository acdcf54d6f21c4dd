/**
 * @file What the peers compute, without saying how: the couplings of the prior and the layers of the
 * generation network, by name and width. Only the served family is known: one-hot labels, a flow, SiLU,
 * residual layers. The peers do without the acceptance network, and draw what it refuses as it is.
 */
import type { Manifest } from '../../../src/checkpoint/manifest.ts'
import { pixels } from '../../../src/networks/sizes.ts'
import { plainParameters, type PlainParameters } from './plain-weights.ts'

/** One affine layer, y = x · kernel + bias. */
export interface PlainLayer {
  readonly name: string
  readonly inputs: number
  readonly outputs: number
  /** [inputs, outputs]. */
  readonly kernel: Float32Array
  /** [outputs]. */
  readonly bias: Float32Array
}

interface PlainCoupling {
  readonly layers: readonly PlainLayer[]
  /** Where unit j of the coupling's output goes: out[order[j]] = in[j]. */
  readonly order: readonly number[]
}

/** Label and noise to logits. */
export interface DigitNetworks {
  readonly labels: number
  readonly latent: number
  /** Units that a coupling keeps; it changes the others. */
  readonly kept: number
  readonly pixels: number
  /** Tables by label, [labels, latent]. */
  readonly base: { readonly mean: Float32Array; readonly logVar: Float32Array }
  /** In the order of sampling, last coupling first. */
  readonly couplings: readonly PlainCoupling[]
  readonly generation: readonly PlainLayer[]
  /** Factor on the logits. */
  readonly contrast: number
}

/**
 * Draws digits.
 *
 * @param labels One a digit.
 * @param noise [labels.length, latent].
 * @returns Logits, [labels.length, pixels].
 */
export type Draw = (labels: readonly number[], noise: Float32Array) => Float32Array

/** The networks of a checkpoint; @throws {Error} for one of another family. */
export function digitNetworks(manifest: Manifest, bytes: ArrayBuffer): DigitNetworks {
  const { configuration, contrast } = manifest
  const { labels, latent, prior, generation, activation, residual, labelCode } = configuration
  if (prior.kind !== 'flow' || activation !== 'silu' || !residual || labelCode !== 'one-hot')
    throw new Error('The peers know the served family alone: a flow, SiLU, residual, one-hot')
  const parameter = plainParameters(manifest, bytes)
  const kept = Math.ceil(latent / 2)
  const widths = [kept + labels, ...prior.hidden, 2 * (latent - kept)]
  return {
    labels,
    latent,
    kept,
    pixels: pixels(configuration),
    base: { mean: parameter('prior/base/mean'), logVar: parameter('prior/base/logVar') },
    couplings: prior.permutations
      .map((order, index) => ({
        order,
        layers: layersOf(parameter, `prior/coupling${index}`, widths),
      }))
      .toReversed(),
    generation: layersOf(parameter, 'generation', [
      latent + labels,
      ...generation,
      pixels(configuration),
    ]),
    contrast,
  }
}

const layersOf = (
  parameter: PlainParameters,
  network: string,
  widths: readonly number[],
): PlainLayer[] =>
  widths.slice(1).map((outputs, index) => ({
    name: `${network}/${index}`,
    inputs: widths[index] as number,
    outputs,
    kernel: parameter(`${network}/${index}/kernel`),
    bias: parameter(`${network}/${index}/bias`),
  }))
