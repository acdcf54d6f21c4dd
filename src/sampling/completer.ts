/** @file From a partial image and a seed to the logits of whole images, with the networks of a checkpoint. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { CheckpointError } from '../checkpoint/weight-file.ts'
import type { CvaeConfiguration } from '../networks/configuration.ts'
import { conditionUnits } from '../networks/sizes.ts'
import { conditionFrom, sampleLogits, samplingNetworks } from '../networks/cvae.ts'
import { maskOfX } from '../networks/partial-image.ts'
import { mul } from '../tensor/ops.ts'
import { inBatches } from './batches.ts'
import type { CompletionRequest, CompletionSampler } from './completion.ts'
import { noiseForm, seededNoise, type NoiseForm } from './noise.ts'

/** Completes partial images, whatever their masks. */
export class Completer implements CompletionSampler {
  readonly model: string
  readonly image: CvaeConfiguration['image']
  readonly labels: number
  readonly #units: number
  readonly #noiseForm: NoiseForm
  readonly #run: ReturnType<typeof inBatches>

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
    this.#units = conditionUnits(configuration)
    this.#noiseForm = noiseForm(manifest)
    const networks = samplingNetworks(parameter, configuration)
    this.#run = inBatches([this.#units, configuration.latent], (given, noise) =>
      mul(sampleLogits(networks, conditionFrom(networks, given), noise), contrast),
    )
  }

  complete(requests: readonly CompletionRequest[]): Float32Array[] {
    return this.#run(
      requests.map(({ visible, mask, label, seed, temperature }) => {
        const given = new Float32Array(this.#units)
        given.set(visible)
        given.set(maskOfX(mask), visible.length)
        if (label !== undefined) given[2 * visible.length + label] = 1
        return [given, seededNoise(seed, this.#noiseForm, temperature)]
      }),
    )
  }
}
