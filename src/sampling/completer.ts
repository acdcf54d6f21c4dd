/** @file From a partial image and a seed to the logits of whole images, with the networks of a checkpoint. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { CheckpointError } from '../checkpoint/weight-file.ts'
import { conditionUnits, pixels, type CvaeConfiguration } from '../networks/configuration.ts'
import {
  conditionFrom,
  sampleLogits,
  samplingNetworks,
  type SamplingNetworks,
} from '../networks/cvae.ts'
import { mul, tensor2d } from '../tensor/ops.ts'
import { inBatches } from './batches.ts'
import type { CompletionRequest, CompletionSampler } from './completion.ts'
import { seededNoise } from './noise.ts'

/** Completes partial images, whatever their masks. */
export class Completer implements CompletionSampler {
  readonly model: string
  readonly image: CvaeConfiguration['image']
  readonly labels: number
  readonly #configuration: CvaeConfiguration
  readonly #networks: SamplingNetworks
  readonly #contrast: number

  /** @throws {CheckpointError} When the networks were trained for other conditions. */
  constructor({ manifest, parameter }: Checkpoint) {
    const { model, configuration, contrast } = manifest
    if (configuration.condition !== 'any mask')
      throw new CheckpointError(
        `${model}: networks of the condition "${configuration.condition}", expected "any mask"`,
      )
    this.model = model
    this.image = configuration.image
    this.labels = configuration.labels
    this.#configuration = configuration
    this.#networks = samplingNetworks(parameter, configuration)
    this.#contrast = contrast
  }

  complete(requests: readonly CompletionRequest[]): Float32Array[] {
    const { latent } = this.#configuration
    const size = pixels(this.#configuration)
    const units = conditionUnits(this.#configuration)
    return inBatches(requests, size, (batch) => {
      const given = new Float32Array(batch.length * units)
      const noise = new Float32Array(batch.length * latent)
      batch.forEach(({ visible, mask, label, seed, temperature }, row) => {
        given.set(visible, row * units)
        given.set(mask, row * units + size)
        if (label !== undefined) given[row * units + 2 * size + label] = 1
        noise.set(seededNoise(seed, latent, temperature), row * latent)
      })
      const x = conditionFrom(this.#networks, tensor2d(given, [batch.length, units]))
      const z = tensor2d(noise, [batch.length, latent])
      return mul(sampleLogits(this.#networks, x, z), this.#contrast)
    })
  }
}
