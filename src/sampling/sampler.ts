/** @file From label and seed to the logits of a digit. It knows nothing of requests or pictures. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { CvaeConfiguration } from '../networks/configuration.ts'
import { pixels } from '../networks/configuration.ts'
import { conditionOf } from '../networks/condition.ts'
import { sampleLogits, samplingNetworks, type SamplingNetworks } from '../networks/cvae.ts'
import { generationLogits } from '../networks/generation.ts'
import { priorSample } from '../networks/prior.ts'
import { add, mul, tensor2d, type Tensor2D } from '../tensor/ops.ts'
import { inBatches } from './batches.ts'
import { seededNoise } from './noise.ts'
import { seededGenerator, uniformIndex } from './random.ts'

/** What determines a digit, for one model version. */
export interface DigitRequest {
  /** 0 to `labels - 1`. */
  readonly label: number
  /** Any string: the same seed gives the same z-noise for every label, one handwriting. */
  readonly seed: string
  /** Factor on the prior's noise; 0 gives the deterministic digit. */
  readonly temperature: number
}

/** A digit by what the prior network reads. */
export interface NoisyDigit {
  readonly label: number
  /** Standard normal or any other, [latent]. */
  readonly noise: Float32Array
}

/** A digit by what the generation network reads. */
export interface LatentDigit {
  readonly label: number
  /** [latent]. */
  readonly z: Float32Array
  /** On the way to another label: x is `share` of its condition and the rest of the label's own. */
  readonly towards?: { readonly label: number; readonly share: number }
}

/** Draws digits with the networks of a checkpoint. A digit does not depend on the others of a call. */
export class DigitSampler {
  /** Name of the weights. */
  readonly model: string
  readonly configuration: CvaeConfiguration
  readonly #networks: SamplingNetworks
  readonly #contrast: number

  /** @throws {CheckpointError} When the parameters do not fit the configuration. */
  constructor({ manifest, parameter }: Checkpoint) {
    this.model = manifest.model
    this.configuration = manifest.configuration
    this.#contrast = manifest.contrast
    this.#networks = samplingNetworks(parameter, manifest.configuration)
  }

  /** The label that a seed stands for when none is given. */
  labelOf(seed: string): number {
    return uniformIndex(seededGenerator('label', seed), this.configuration.labels)
  }

  /** Logits of the digits, [pixels] each, in order. */
  sample(requests: readonly DigitRequest[]): Float32Array[] {
    const { latent } = this.configuration
    return inBatches(requests, pixels(this.configuration), (batch) => {
      const noise = batch.map(({ seed, temperature }) => seededNoise(seed, latent, temperature))
      const digits = sampleLogits(this.#networks, this.#condition(batch), this.#rows(noise))
      return mul(digits, this.#contrast)
    })
  }

  /** z of the digits by the prior network, [latent] each, in order. */
  latents(digits: readonly NoisyDigit[]): Float32Array[] {
    return inBatches(digits, this.configuration.latent, (batch) =>
      priorSample(
        this.#networks.prior,
        this.#condition(batch),
        this.#rows(batch.map(({ noise }) => noise)),
      ),
    )
  }

  /** Logits of the digits by the generation network, [pixels] each, in order. */
  generate(digits: readonly LatentDigit[]): Float32Array[] {
    return inBatches(digits, pixels(this.configuration), (batch) => {
      const z = this.#rows(batch.map((digit) => digit.z))
      return mul(generationLogits(this.#networks.generation, this.#blend(batch), z), this.#contrast)
    })
  }

  #condition(digits: readonly { readonly label: number }[]): Tensor2D {
    return conditionOf(
      this.configuration,
      digits.map(({ label }) => label),
    )
  }

  #blend(digits: readonly LatentDigit[]): Tensor2D {
    const own = this.#condition(digits)
    if (digits.every(({ towards }) => towards === undefined)) return own
    const shares = digits.map(({ towards }) => towards?.share ?? 0)
    return add(
      mul(own, column(shares.map((share) => 1 - share))),
      mul(
        this.#condition(digits.map(({ label, towards }) => towards ?? { label })),
        column(shares),
      ),
    )
  }

  #rows(values: readonly Float32Array[]): Tensor2D {
    const { latent } = this.configuration
    const all = new Float32Array(values.length * latent)
    values.forEach((row, index) => all.set(row, index * latent))
    return tensor2d(all, [values.length, latent])
  }
}

const column = (values: readonly number[]): Tensor2D =>
  tensor2d(Float32Array.from(values), [values.length, 1])
