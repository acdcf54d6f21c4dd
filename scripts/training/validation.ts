/** @file The mean negative ELBO over a set of images. */
import type { Cvae } from '../../src/networks/cvae.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { sum, tidy } from '../../src/tensor/ops.ts'
import { readBatch, consecutiveBatches } from '../data/batches.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { withCutPixels } from '../data/pixels.ts'
import { noiseStream } from './noise.ts'
import { negativeElbo } from './objectives/cvae.ts'
import type { TrainingOptions } from './options.ts'

/** The two parts of the negative ELBO, in nats. */
export interface ElboParts {
  readonly reconstruction: number
  readonly kl: number
}

/** The sum and its parts, for a reader. */
export function lossText({ reconstruction, kl }: ElboParts): string {
  return `${(reconstruction + kl).toFixed(2)} nats (reconstruction ${reconstruction.toFixed(2)}, KL ${kl.toFixed(2)})`
}

/**
 * What a run is validated with: cut pixels where it learned from those, else grey levels, in place of draws of
 * them too.
 */
export const validationTargets = (
  data: LabelledImages,
  { pixels }: Pick<TrainingOptions, 'pixels'>,
): LabelledImages => (pixels === 'threshold' ? withCutPixels(data) : data)

/** Images that the networks read at a time when nothing is trained. */
export const EVALUATION_BATCH = 250

/**
 * The mean negative ELBO over all images in order, one sample of z an image, in nats.
 *
 * @param seed Of the noise: the same seed makes two sets of weights comparable.
 */
export function meanNegativeElbo(
  cvae: Cvae,
  configuration: CvaeConfiguration,
  data: LabelledImages,
  seed: string,
): ElboParts {
  const batches = consecutiveBatches(data.labels.length, EVALUATION_BATCH)
  return meanOverImages(
    [...batches].map((indices) => negativeElboSums(cvae, configuration, data, indices, seed)),
    data.labels.length,
  )
}

/** The negative ELBO summed over the images of a batch, in nats. */
export function negativeElboSums(
  cvae: Cvae,
  configuration: CvaeConfiguration,
  data: LabelledImages,
  indices: Uint32Array,
  seed: string,
): ElboParts {
  const sums = { reconstruction: NaN, kl: NaN }
  const stream = noiseStream('evaluation noise', `${seed}/${indices[0]}`)
  tidy(() => {
    const { x, y } = readBatch(cvae, configuration, data, indices)
    const parts = negativeElbo(cvae, x, y, () => stream(indices.length, configuration.latent))
    sums.reconstruction = sum(parts.reconstruction).dataSync()[0] ?? NaN
    sums.kl = sum(parts.kl).dataSync()[0] ?? NaN
  })
  return sums
}

/** The mean an image of sums over batches. */
export function meanOverImages(sums: readonly ElboParts[], images: number): ElboParts {
  const total = { reconstruction: 0, kl: 0 }
  for (const { reconstruction, kl } of sums) {
    total.reconstruction += reconstruction
    total.kl += kl
  }
  return { reconstruction: total.reconstruction / images, kl: total.kl / images }
}
