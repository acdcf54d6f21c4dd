/** @file The negative ELBO image by image, so that means have errors and differences are paired. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import type { Cvae } from '../../src/networks/cvae.ts'
import { tidy } from '../../src/tensor/ops.ts'
import type { Observation } from '../completion/masks.ts'
import { readBatch } from '../data/batches.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { noiseStream } from '../training/noise.ts'
import { negativeElbo } from '../training/objectives/cvae.ts'

/** The two parts of the negative ELBO, nats, [images] each. */
export interface ElboByImage {
  readonly reconstruction: Float64Array
  readonly kl: Float64Array
}

/** The negative ELBO, nats, [images]. */
export const totals = ({ reconstruction, kl }: ElboByImage): Float64Array =>
  reconstruction.map((value, image) => value + (kl[image] ?? NaN))

/**
 * The parts for the images at `indices`, each the mean over samples of z.
 *
 * @param samples Samples of z an image.
 * @param observed See {@link readBatch}.
 */
export function elboByImage(
  cvae: Cvae,
  configuration: CvaeConfiguration,
  data: LabelledImages,
  indices: Uint32Array,
  samples: number,
  seed: string,
  observed?: Observation,
): ElboByImage {
  const stream = noiseStream('evaluation noise', seed)
  const noise = () => stream(indices.length, configuration.latent)
  const parts = { reconstruction: new Float64Array(), kl: new Float64Array() }
  tidy(() => {
    const { x, y } = readBatch(cvae, configuration, data, indices, observed)
    const { reconstruction, kl } = negativeElbo(cvae, x, y, noise, samples)
    parts.reconstruction = Float64Array.from(reconstruction.dataSync())
    parts.kl = Float64Array.from(kl.dataSync())
  })
  return parts
}
