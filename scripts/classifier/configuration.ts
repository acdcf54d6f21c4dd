/**
 * @file The networks that read digits: layers of each, and how it is trained. One
 * architecture serves several purposes, so all sizes are in a configuration.
 */
import * as v from 'valibot'
import { count, wholeNumber } from '../../src/networks/numbers.ts'
import { positive, share } from '../numbers.ts'

/** Schema of {@link ClassifierConfiguration}. */
export const classifierConfiguration = v.strictObject({
  /** Pixels of a digit. */
  image: v.strictObject({ rows: count, columns: count }),
  labels: count,
  /** In order: convolution without padding, maximum over windows of `pool` x `pool`, ReLU. */
  convolutions: v.array(
    v.strictObject({
      /** Side of the square kernel, pixels. */
      kernel: count,
      stride: count,
      channels: count,
      /** Side of the windows, which do not overlap; 1 for none. */
      pool: count,
    }),
  ),
  /** Hidden widths after the convolutions; the last are the features. */
  dense: v.pipe(v.array(count), v.minLength(1, 'the last hidden layer is the features')),
})

/** Sizes of a network from grey levels to the logits of labels. */
export type ClassifierConfiguration = v.InferOutput<typeof classifierConfiguration>

/** Schema of {@link ClassifierOptions}. */
export const classifierOptions = v.strictObject({
  /** Of parameters, order, shifts and dropout. */
  seed: v.string(),
  /** Passes over the images. */
  epochs: count,
  /** Images a step. */
  batch: count,
  peakLearningRate: positive,
  /** Share of the peak that the cosine ends at. */
  finalShare: share,
  /** Steps of linear warm-up. */
  warmUpSteps: count,
  /** Share of the units before each dense layer that a step leaves out (Srivastava et al. 2014). */
  dropout: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
  /** Decay of the moving average of the parameters, which is the result. */
  averageDecay: share,
  /** Pixels that a step moves images by at most, down or up and across; left out, none is moved. */
  shift: v.optional(wholeNumber),
})

/** How a classifier is trained. */
export type ClassifierOptions = v.InferOutput<typeof classifierOptions>
