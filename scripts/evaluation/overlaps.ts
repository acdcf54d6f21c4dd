/** @file How far predicted masks overlap the true ones, image by image. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import type { Cvae } from '../../src/networks/cvae.ts'
import { baselineLogits } from '../../src/networks/partial-image.ts'
import { tidy, type Tensor2D } from '../../src/tensor/ops.ts'
import { readBatch } from '../data/batches.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { intersectionOverUnion } from '../segmentation/overlap.ts'
import { noiseStream } from '../training/noise.ts'
import { averagedProbabilities, deterministicLogits } from './inference.ts'

/** Intersection over union by image, of each way to predict a mask. */
export interface Overlaps {
  /** Of the baseline network, where there is one. */
  readonly baseline?: Float64Array
  readonly deterministic: Float64Array
  readonly averaged: Float64Array
}

/**
 * A pixel is foreground where its probability is above a half.
 *
 * @param samples L of the average.
 */
export function overlapsOf(
  cvae: Cvae,
  configuration: CvaeConfiguration,
  data: LabelledImages,
  indices: Uint32Array,
  samples: number,
  seed: string,
): Overlaps {
  const stream = noiseStream('averaged samples', seed)
  const noise = () => stream(indices.length, configuration.latent)
  const predict = (): Overlaps => {
    const { given, x, y } = readBatch(cvae, configuration, data, indices)
    const truth = foreground(y, 0.5)
    const overlaps = (values: Tensor2D, half: number) =>
      eachOverlap(foreground(values, half), truth, y.shape[1])
    const { baseline } = cvae
    return {
      ...(baseline && { baseline: overlaps(baselineLogits(baseline, given), 0) }),
      deterministic: overlaps(deterministicLogits(cvae, x, noise, samples), 0),
      averaged: overlaps(averagedProbabilities(cvae, x, noise, samples), 0.5),
    }
  }
  let overlaps: Overlaps | undefined
  tidy(() => {
    overlaps = predict()
  })
  return overlaps as Overlaps
}

/** 1 where a value is above `half`, else 0, [batch * pixels]. */
const foreground = (values: Tensor2D, half: number): Uint8Array =>
  Uint8Array.from(values.dataSync(), (value) => (value > half ? 1 : 0))

/** @param pixels Of one mask. */
const eachOverlap = (predicted: Uint8Array, truth: Uint8Array, pixels: number): Float64Array =>
  Float64Array.from({ length: truth.length / pixels }, (_, image) => {
    const [ours, theirs] = [predicted, truth].map((all) =>
      all.subarray(image * pixels, (image + 1) * pixels),
    ) as [Uint8Array, Uint8Array]
    return intersectionOverUnion(ours, theirs)
  })
