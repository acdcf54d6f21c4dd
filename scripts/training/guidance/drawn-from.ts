/** @file What guidance draws digits from: their labels, or parts of training images of these labels. */
import { conditionOf } from '../../../src/networks/condition.ts'
import type { CvaeConfiguration } from '../../../src/networks/configuration.ts'
import { conditionFrom, type SamplingNetworks } from '../../../src/networks/cvae.ts'
import { missing } from '../../../src/networks/partial-image.ts'
import { seededGenerator, uniformIndex } from '../../../src/sampling/random.ts'
import {
  add,
  dispose,
  exp,
  mul,
  relu,
  sigmoid,
  sub,
  tensor1d,
  tensor2d,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '../../../src/tensor/ops.ts'
import { greyLevels } from '../../data/batches.ts'
import { givenTo } from '../../data/condition.ts'
import type { LabelledImages } from '../../data/labelled-images.ts'

export interface DrawnFrom {
  /** As the networks read it, [digits, condition units]. */
  readonly x: Tensor2D
  /** Levels in [0, 1] of the digits with these logits, [digits, pixels]. Within a tidy. */
  readonly levels: (logits: Tensor2D) => Tensor2D
  /** What is made less, from the cross-entropies of the labels in a guide's reading, [digits]. */
  readonly illegibility: (crossEntropies: Tensor1D) => Tensor1D
  readonly dispose: () => void
}

/**
 * Labels alone.
 *
 * A digit that a guide reads as its label, if only just, need not become more legible: many real digits are
 * like that, and a classifier that learns from drawn ones needs them.
 *
 * @param labels Of the digits.
 * @param legibleFrom Probability of its label from which on a digit is left as it is, in (0, 1].
 */
export function fromLabels(
  configuration: CvaeConfiguration,
  labels: Uint32Array,
  legibleFrom: number,
): DrawnFrom {
  const x = conditionOf(configuration, labels)
  return {
    x,
    levels: (logits) => sigmoid(logits),
    illegibility: (crossEntropies) =>
      // relu takes the last gradient of digits that are read with certainty.
      legibleFrom === 1
        ? crossEntropies
        : relu(add<Tensor1D>(crossEntropies, Math.log(legibleFrom))),
    dispose: () => dispose(x),
  }
}

/** Every second part is a left half: it nearly always tells the label. */
const isHalf = (row: number): boolean => row % 2 === 1

/**
 * Of a part by any mask, beside a left half. It often does not tell the label: guided more, its completions are all
 * alike, and such as only the guides can read.
 */
const WEIGHT_OF_ANY_MASK = 0.25

/** Fewer than in training: a part whose label is told is nearly always completed to be read as it. */
const TOLD_SHARE = 0.2

/**
 * Parts of random training images, left halves and others. Of one in five the label is told.
 *
 * From a part alone the label is often not certain, and the cross-entropy would reward digits between
 * two labels: the expected error does not.
 *
 * @param images Of the training set, by label.
 */
export function fromParts(
  configuration: CvaeConfiguration,
  networks: SamplingNetworks,
  training: LabelledImages,
  labels: Uint32Array,
  images: readonly Uint32Array[],
  seed: string,
): DrawnFrom {
  const size = training.rows * training.columns
  const generator = seededGenerator('parts', seed)
  const indices = labels.map((label) => {
    const ofLabel = images[label] as Uint32Array
    return ofLabel[uniformIndex(generator, ofLabel.length)] as number
  })
  const levels = greyLevels(training, indices)
  const { x, unknown, observed } = tidy(() => {
    const given = givenTo(configuration, training, indices, levels, {
      omission: 0,
      labelShare: TOLD_SHARE,
      observedOf: (row) => (isHalf(row) ? '2 quadrants' : 'any mask'),
      seedOf: (row) => `${seed}/${row}`,
    })
    const hidden = missing(given, size)
    const y = tensor2d(levels, [labels.length, size])
    return {
      x: conditionFrom(networks, given),
      unknown: hidden,
      observed: mul<Tensor2D>(y, sub(1, hidden)),
    }
  })
  const weights = tensor1d(Array.from(labels, (_, row) => (isHalf(row) ? 1 : WEIGHT_OF_ANY_MASK)))
  return {
    x,
    levels: (logits) => add<Tensor2D>(observed, mul(sigmoid(logits), unknown)),
    illegibility: (crossEntropies) => mul<Tensor1D>(weights, sub(1, exp(mul(crossEntropies, -1)))),
    dispose: () => dispose([x, unknown, observed, weights]),
  }
}
