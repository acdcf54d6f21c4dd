/**
 * @file The sizes of the networks: what a checkpoint records and what every
 * forward pass is built from. It knows nothing about values of parameters.
 */
import * as v from 'valibot'
import { count, wholeNumber } from './numbers.ts'
import type { Part } from './quadrants.ts'

/** p(z|x) = p(z), the standard normal: z does not depend on x. */
const standardPrior = v.strictObject({ kind: v.literal('standard') })

/** The paper's diagonal Gaussian p(z|x): an MLP from x to mean and log-variance. */
const gaussianPrior = v.strictObject({
  kind: v.literal('gaussian'),
  hidden: v.array(count),
})

/** A conditional flow: a Gaussian per condition, then affine couplings (Dinh et al. 2017). */
const flowPrior = v.strictObject({
  kind: v.literal('flow'),
  hidden: v.array(count),
  /** One permutation of the latent units for each coupling. */
  permutations: v.array(v.array(wholeNumber)),
})

/**
 * The label; the paper's three conditions on MNIST (section 5.1); any of these three, drawn at random;
 * masks of all kinds, drawn at random; another image, as in its section 5.2.
 */
export const CONDITIONS = [
  'label',
  '1 quadrant',
  '2 quadrants',
  '3 quadrants',
  'quadrants',
  'any mask',
  'image',
] as const

/** What is observed in the paper's three experiments on MNIST (Sohn et al. 2015, section 5.1). */
export const PAPER_PARTS = {
  '1 quadrant': 'lower-left',
  '2 quadrants': 'left',
  '3 quadrants': 'all-but-upper-right',
} as const satisfies Readonly<Record<string, Part>>

/** Whether the same pixels of every image are observed. */
export const observesOnePart = (
  condition: (typeof CONDITIONS)[number],
): condition is keyof typeof PAPER_PARTS => Object.hasOwn(PAPER_PARTS, condition)

export const FLOW_READS_ONE_HOT =
  'the base of the flow is a table by label: its labels must be one-hot'

/** Whether prior and code of the labels go together. */
export const flowReadsOneHot = (priorKind: string, labelCode: string): boolean =>
  priorKind !== 'flow' || labelCode === 'one-hot'

/** Sizes of a CVAE over labelled images; its inferred type is {@link CvaeConfiguration}. */
export const cvaeConfiguration = v.pipe(
  v.strictObject({
    /** Pixels of y. */
    image: v.strictObject({ rows: count, columns: count }),
    /** Number of labels, 0 to `labels - 1`. */
    labels: count,
    /** What x is: the label, a partial image, of whose pixels these are observed, or another image. */
    condition: v.optional(v.picklist(CONDITIONS), 'label'),
    /** Of a partial image, whether x is the observed pixels alone and y the missing ones, without a mask. */
    compact: v.optional(v.boolean(), false),
    /** Hidden widths of the baseline network, whose first guess fills x up. */
    baseline: v.optional(v.array(count)),
    /** x: a unit for each label, or the label itself as one number. */
    labelCode: v.optional(v.picklist(['one-hot', 'scalar']), 'one-hot'),
    /** Units of z. */
    latent: v.pipe(v.number(), v.integer(), v.minValue(2, 'a coupling needs two latent units')),
    /** Hidden layers of all networks. */
    activation: v.optional(v.picklist(['silu', 'relu']), 'silu'),
    /** Whether a hidden layer as wide as its input adds the input to its output. */
    residual: v.optional(v.boolean(), true),
    /** What the networks give beside a Gaussian's mean: log σ², or s with σ = softplus(s). */
    deviation: v.optional(v.picklist(['log-variance', 'softplus']), 'log-variance'),
    /** Hidden widths of q(z|x,y). */
    recognition: v.array(count),
    /** Hidden widths of p(y|x,z). */
    generation: v.array(count),
    /** Sizes at which p(y|x,z) predicts: y itself, and means of 2 x 2 and 4 x 4 of its pixels. */
    scales: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3)), 1),
    prior: v.variant('kind', [standardPrior, gaussianPrior, flowPrior]),
  }),
  v.check(
    ({ prior, latent }) =>
      prior.kind !== 'flow' ||
      prior.permutations.every(
        (order) =>
          order.length === latent &&
          order.toSorted((a, b) => a - b).every((unit, index) => unit === index),
      ),
    'each permutation of the flow must order all latent units',
  ),
  v.check(({ prior, labelCode }) => flowReadsOneHot(prior.kind, labelCode), FLOW_READS_ONE_HOT),
  v.check(
    ({ image, scales }) =>
      [image.rows, image.columns].every((side) => side % 2 ** (scales - 1) === 0),
    'each scale halves the sides of the image',
  ),
  v.check(
    ({ condition, compact }) => !compact || observesOnePart(condition),
    'compact is for partial images of which the same part is always observed',
  ),
  v.check(
    ({ compact, scales }) => !compact || scales === 1,
    'several scales are means over squares of a whole image, not a compact one',
  ),
  v.check(
    ({ condition, scales }) => condition !== 'label' || scales === 1,
    'several scales are for images as conditions',
  ),
  v.check(
    ({ condition, prior }) => condition === 'label' || prior.kind !== 'flow',
    'the flow reads a label, not a partial image or another one',
  ),
  v.check(
    ({ condition, baseline }) => condition !== 'label' || baseline === undefined,
    'the baseline network reads a partial image or another one, not a label',
  ),
)

export type CvaeConfiguration = v.InferOutput<typeof cvaeConfiguration>
