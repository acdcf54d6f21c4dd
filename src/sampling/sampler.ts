/** @file From label and seed to the logits of a digit. It knows nothing of requests or pictures. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import type { CvaeConfiguration } from '../networks/configuration.ts'
import { pixels } from '../networks/configuration.ts'
import { conditionOf } from '../networks/condition.ts'
import { sampleLogits, samplingNetworks, type SamplingNetworks } from '../networks/cvae.ts'
import { mul, tensor2d, tidy } from '../tensor/ops.ts'
import { fillNormal, seededGenerator, uniformIndex } from './random.ts'

/** What determines a digit, for one model version. */
export interface DigitRequest {
  /** 0 to `labels - 1`. */
  readonly label: number
  /** Any string: the same seed gives the same z-noise for every label, one handwriting. */
  readonly seed: string
  /** Factor on the prior's noise; 0 gives the deterministic digit. */
  readonly temperature: number
}

/** The WASM heap never shrinks: larger batches would keep its largest size. */
const LARGEST_BATCH = 256

/** Draws digits with the networks of a checkpoint. */
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

  /**
   * Logits of the digits, [pixels] each, in order. A digit does not depend on the others
   * of its call.
   */
  sample(requests: readonly DigitRequest[]): Float32Array[] {
    const digits: Float32Array[] = []
    for (let start = 0; start < requests.length; start += LARGEST_BATCH)
      digits.push(...this.#sampleBatch(requests.slice(start, start + LARGEST_BATCH)))
    return digits
  }

  #sampleBatch(requests: readonly DigitRequest[]): Float32Array[] {
    const { latent } = this.configuration
    const noise = new Float32Array(requests.length * latent)
    requests.forEach(({ seed, temperature }, row) => {
      const target = noise.subarray(row * latent, (row + 1) * latent)
      fillNormal(seededGenerator('noise', seed), target, temperature)
    })
    let logits = new Float32Array()
    // Assigned, not returned: tidy walks a returned array element by element.
    tidy(() => {
      const x = conditionOf(
        this.configuration,
        requests.map(({ label }) => label),
      )
      const digits = sampleLogits(this.#networks, x, tensor2d(noise, [requests.length, latent]))
      logits = mul(digits, this.#contrast).dataSync<'float32'>() as Float32Array<ArrayBuffer>
    })
    const size = pixels(this.configuration)
    return requests.map((_, row) => logits.subarray(row * size, (row + 1) * size))
  }
}
