/** @file From label and seed to the logits of a digit. It knows nothing of requests or pictures. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { WeightFile } from '../checkpoint/weight-file.ts'
import type { CvaeConfiguration } from '../networks/configuration.ts'
import { conditionUnits } from '../networks/sizes.ts'
import { conditionOf } from '../networks/condition.ts'
import { samplingNetworks } from '../networks/cvae.ts'
import { generationLogits } from '../networks/generation.ts'
import { mul } from '../tensor/ops.ts'
import { inBatches } from './batches.ts'
import { Latents, type NoisyDigit } from './latents.ts'
import { noiseForm, seededNoise, type NoiseForm } from './noise.ts'
import { seededGenerator, uniformIndex } from './random.ts'

/** What determines a digit, for one model version. */
export interface DigitRequest {
  /** 0 to `labels - 1`. */
  readonly label: number
  /** Any string: the same seed gives noise in the same direction for every label, one handwriting. */
  readonly seed: string
  /** Factor on the prior's noise; 0 gives the deterministic digit. */
  readonly temperature: number
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
  /** The weights, as their manifest has them. */
  readonly weights: Pick<WeightFile, 'sha256' | 'parameters' | 'bytes'>
  /** x of each label. */
  readonly #conditions: readonly Float32Array[]
  /** Of the noise that a seed stands for. */
  readonly noiseForm: NoiseForm
  readonly #latents: Latents
  readonly #generations: ReturnType<typeof inBatches>

  /** @throws {CheckpointError} When the parameters do not fit the configuration. */
  constructor(checkpoint: Checkpoint) {
    const { manifest, parameter } = checkpoint
    this.model = manifest.model
    this.configuration = manifest.configuration
    const { sha256, parameters, bytes } = manifest
    this.weights = { sha256, parameters, bytes }
    this.noiseForm = noiseForm(manifest)
    const { configuration, contrast } = manifest
    this.#conditions = conditionsOf(configuration)
    const networks = samplingNetworks(parameter, configuration)
    this.#latents = new Latents(checkpoint, networks.prior, this.#conditions)
    const widths = [conditionUnits(configuration), configuration.latent]
    this.#generations = inBatches(widths, (x, z) =>
      mul(generationLogits(networks.generation, x, z), contrast),
    )
  }

  /** The label that a seed stands for when none is given. */
  labelOf(seed: string): number {
    return uniformIndex(seededGenerator('label', seed), this.configuration.labels)
  }

  /** Logits of the digits, [pixels] each, in order. */
  sample(requests: readonly DigitRequest[]): Float32Array[] {
    const latents = this.acceptedLatents(
      requests.map(({ label, seed, temperature }) => ({
        label,
        noise: seededNoise(seed, this.noiseForm, temperature),
      })),
    )
    return this.generate(
      requests.map(({ label }, index) => ({ label, z: latents[index] as Float32Array })),
    )
  }

  /** z of the noise as it is by the prior network, [latent] each, in order, also of illegible digits. */
  latents(digits: readonly NoisyDigit[]): Float32Array[] {
    return this.#latents.of(digits)
  }

  /**
   * z of legible digits, as far as there are any, [latent] each, in order: one that would not be read as its label is
   * drawn from noise nearer to the middle, the same handwriting in a more usual form.
   */
  acceptedLatents(digits: readonly NoisyDigit[]): Float32Array[] {
    return this.#latents.acceptedOf(digits)
  }

  /** Logits of the digits by the generation network, [pixels] each, in order. */
  generate(digits: readonly LatentDigit[]): Float32Array[] {
    return this.#generations(digits.map((digit) => [this.#blend(digit), digit.z]))
  }

  #blend({ label, towards }: LatentDigit): Float32Array {
    const own = this.#conditions[label] as Float32Array
    if (towards === undefined) return own
    const other = this.#conditions[towards.label] as Float32Array
    // In 32-bit floats at every step, as the backend would.
    const [ofOwn, ofOther] = [1 - towards.share, towards.share].map(Math.fround) as [number, number]
    return own.map(
      (value, unit) => Math.fround(ofOwn * value) + Math.fround(ofOther * (other[unit] as number)),
    )
  }
}

/** x of each label, [condition units]. */
function conditionsOf(configuration: CvaeConfiguration): Float32Array[] {
  const [labels, units] = [configuration.labels, conditionUnits(configuration)]
  const x = conditionOf(
    configuration,
    Array.from({ length: labels }, (_, label) => label),
  )
  const rows = x.dataSync<'float32'>()
  x.dispose()
  return Array.from({ length: labels }, (_, label) =>
    rows.subarray(label * units, (label + 1) * units),
  )
}
