/**
 * @file The sizes of the networks: what a checkpoint records and what every
 * forward pass is built from. It knows nothing about values of parameters.
 */
import * as v from 'valibot'

const width = v.pipe(v.number(), v.integer(), v.minValue(1))

/** The paper's diagonal Gaussian p(z|x): an MLP from x to mean and log-variance. */
const gaussianPrior = v.strictObject({
  kind: v.literal('gaussian'),
  hidden: v.array(width),
})

/** A conditional flow: a Gaussian per condition, then affine couplings (Dinh et al. 2017). */
const flowPrior = v.strictObject({
  kind: v.literal('flow'),
  hidden: v.array(width),
  /** One permutation of the latent units for each coupling. */
  permutations: v.array(v.array(v.pipe(v.number(), v.integer(), v.minValue(0)))),
})

/** Sizes of a CVAE over labelled images; its inferred type is {@link CvaeConfiguration}. */
export const cvaeConfiguration = v.pipe(
  v.strictObject({
    /** Pixels of y. */
    image: v.strictObject({ rows: width, columns: width }),
    /** Units of x, the one-hot label. */
    labels: width,
    /** Units of z. */
    latent: v.pipe(v.number(), v.integer(), v.minValue(2, 'a coupling needs two latent units')),
    /** Hidden widths of q(z|x,y). */
    recognition: v.array(width),
    /** Hidden widths of p(y|x,z). */
    generation: v.array(width),
    prior: v.variant('kind', [gaussianPrior, flowPrior]),
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
)

export type CvaeConfiguration = v.InferOutput<typeof cvaeConfiguration>

/** Number of pixels of y. */
export const pixels = ({ image }: CvaeConfiguration): number => image.rows * image.columns

/** Pixels of y's longer side: the smallest size that a picture is drawn at. */
export const longerSide = ({ image }: CvaeConfiguration): number =>
  Math.max(image.rows, image.columns)
