/** @file From a partial image and a seed to the logits of whole images, with the networks of a checkpoint. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { CheckpointError } from '../checkpoint/weight-file.ts'
import type { ImageSize } from '../networks/image-size.ts'
import { givenUnits } from '../networks/sizes.ts'
import { samplingNetworks } from '../networks/cvae.ts'
import { sampleLogitsOf, sharedOf, sharedUnits } from '../networks/shared-sampling.ts'
import { maskOfX } from '../networks/partial-image.ts'
import { mul } from '../tensor/ops.ts'
import { inBatches } from './batches.ts'
import type { CompletionRequest, CompletionSampler } from './completion.ts'
import { noiseForm, seededNoise, type NoiseForm } from './noise.ts'

/** Completes partial images, whatever their masks. */
export class Completer implements CompletionSampler {
  readonly model: string
  readonly image: ImageSize
  readonly labels: number
  readonly #units: number
  readonly #noiseForm: NoiseForm
  /** What all completions of a partial image share. */
  readonly #shared: ReturnType<typeof inBatches>
  readonly #completions: ReturnType<typeof inBatches>

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
    this.#units = givenUnits(configuration)
    this.#noiseForm = noiseForm(manifest)
    const { prior, ...others } = samplingNetworks(parameter, configuration)
    if (prior.kind === 'flow')
      throw new CheckpointError(`${model}: a flow as the prior, expected a Gaussian`)
    const networks = { ...others, prior }
    this.#shared = inBatches([this.#units], (given) => sharedOf(networks, given))
    this.#completions = inBatches(
      [sharedUnits(configuration), configuration.latent],
      (shared, noise) => mul(sampleLogitsOf(networks, shared, noise), contrast),
    )
  }

  complete(requests: readonly CompletionRequest[]): Float32Array[] {
    const shared = this.#shared(requests.map((request) => [this.#given(request)]))
    return this.#completions(
      requests.flatMap(({ seeds, temperature }, index) =>
        seeds.map((seed) => [
          shared[index] as Float32Array,
          seededNoise(seed, this.#noiseForm, temperature),
        ]),
      ),
    )
  }

  /** [visible, mask, label]. */
  #given({ visible, mask, label }: CompletionRequest): Float32Array {
    const given = new Float32Array(this.#units)
    given.set(visible)
    given.set(maskOfX(mask), visible.length)
    if (label !== undefined) given[2 * visible.length + label] = 1
    return given
  }
}
