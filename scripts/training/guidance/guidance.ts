/**
 * @file What fine-tuning adds to the objective: drawn digits that the guides read as their
 * label, and that are distributed as real ones, in the pixels and in what the guides see.
 */
import type { CvaeConfiguration } from '../../../src/networks/configuration.ts'
import { sampleLogits, type SamplingNetworks } from '../../../src/networks/cvae.ts'
import { oneHot } from '../../../src/tensor/one-hot.ts'
import { seededGenerator, uniformIndex } from '../../../src/sampling/random.ts'
import { addN, mean, mul, tensor2d, type Scalar, type Tensor2D } from '../../../src/tensor/ops.ts'
import { crossEntropy } from '../../classifier/cross-entropy.ts'
import {
  classifierActivations,
  type Activations,
  type Classifier,
} from '../../classifier/network.ts'
import { trainableClassifier } from '../../classifier/parameters.ts'
import { greyLevels } from '../../data/batches.ts'
import { indicesByLabel, type LabelledImages } from '../../data/labelled-images.ts'
import { noiseStream } from '../noise.ts'
import type { TrainingOptions } from '../options.ts'
import { fromLabels, fromParts, type DrawnFrom } from './drawn-from.ts'
import { energyDistance, pairWeights, type PairWeights } from './energy-distance.ts'
import type { Guide } from './guides.ts'

/** Digits of each label that a step draws, and real ones that each guide compares them with. */
const DIGITS_A_LABEL = 25

/** Means over the guides, [] each. */
export interface GuidanceLoss {
  /** Of the drawn digits' labels, see {@link DrawnFrom.illegibility}. */
  readonly legibility: Scalar
  /** Sum of the energy distances of pixels, convolved pixels and features. */
  readonly resemblance: Scalar
}

export class Guidance {
  readonly #configuration: CvaeConfiguration
  readonly #training: LabelledImages
  readonly #guides: readonly { readonly network: Classifier; readonly guide: Guide }[]
  readonly #labels: Uint32Array
  /** Training images by label. */
  readonly #images: readonly Uint32Array[]
  readonly #pairs: PairWeights
  readonly #worker: number
  readonly #legibleFrom: number

  /** For one of several workers, which draw their shares of the digits. */
  constructor(
    configuration: CvaeConfiguration,
    training: LabelledImages,
    guides: readonly Guide[],
    {
      index,
      workers,
      options,
    }: {
      readonly index: number
      readonly workers: number
      readonly options: Pick<TrainingOptions, 'legibleFrom'>
    },
  ) {
    const n = Math.max(2, Math.ceil(DIGITS_A_LABEL / workers))
    this.#configuration = configuration
    this.#training = training
    this.#worker = index
    this.#legibleFrom = options.legibleFrom
    this.#labels = Uint32Array.from({ length: configuration.labels * n }, (_, digit) =>
      Math.floor(digit / n),
    )
    this.#images = indicesByLabel(training, Uint32Array.from(training.labels.keys()))
    this.#pairs = pairWeights(configuration.labels, n)
    this.#guides = guides.map((guide) => {
      const trainable = trainableClassifier(guide.configuration)
      trainable.assign(guide.parameters)
      return { network: trainable.networks, guide }
    })
  }

  /** What a step draws from; each worker has its own. The caller disposes of it. */
  drawnFrom(networks: SamplingNetworks, seed: string): DrawnFrom {
    if (this.#configuration.condition === 'label')
      return fromLabels(this.#configuration, this.#labels, this.#legibleFrom)
    const ours = `${seed}/${this.#worker}`
    return fromParts(
      this.#configuration,
      networks,
      this.#training,
      this.#labels,
      this.#images,
      ours,
    )
  }

  /**
   * The loss of digits drawn by the networks. Within a tidy.
   *
   * @param contrast Factor on the logits.
   * @param seed Of the noise and of the real digits; each worker has others.
   */
  loss(
    networks: SamplingNetworks,
    { x, levels, illegibility }: DrawnFrom,
    contrast: number,
    seed: string,
  ): GuidanceLoss {
    const ours = `${seed}/${this.#worker}`
    const labels = oneHot(this.#labels, this.#configuration.labels)
    const noise = noiseStream('drawn digits', ours)
    // Of all z: where an acceptance network refuses some, what is served is more legible still.
    const logits = sampleLogits(networks, x, noise(this.#labels.length, this.#configuration.latent))
    const drawn = levels(mul<Tensor2D>(logits, contrast))
    const losses = this.#guides.map(({ network, guide }, index) => {
      const real = this.#realDigits(guide, `${ours}/${index}`)
      const [ofDrawn, ofReal] = [drawn, real].map((images) =>
        classifierActivations(network, images, { differentiated: 'images' }),
      ) as [Activations, Activations]
      const distance = (a: Tensor2D, b: Tensor2D) => energyDistance(a, b, this.#pairs)
      return {
        legibility: mean<Scalar>(illegibility(crossEntropy(ofDrawn.logits, labels))),
        resemblance: addN<Scalar>([
          distance(drawn, real),
          distance(ofDrawn.convolved, ofReal.convolved),
          distance(ofDrawn.features, ofReal.features),
        ]),
      }
    })
    const meanOf = (part: keyof GuidanceLoss) =>
      mul<Scalar>(addN(losses.map((loss) => loss[part])), 1 / losses.length)
    return { legibility: meanOf('legibility'), resemblance: meanOf('resemblance') }
  }

  /** Images that the guide was not trained on, as many of each label as are drawn. */
  #realDigits({ unseen }: Guide, seed: string): Tensor2D {
    const generator = seededGenerator('real digits', seed)
    const indices = this.#labels.map((label) => {
      const ofLabel = unseen[label] as Uint32Array
      return ofLabel[uniformIndex(generator, ofLabel.length)] as number
    })
    const { rows, columns } = this.#training
    return tensor2d(greyLevels(this.#training, indices), [indices.length, rows * columns])
  }
}
