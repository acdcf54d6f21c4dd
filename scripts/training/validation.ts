/** @file The mean negative ELBO over a set of images. */
import type { Cvae } from '../../src/networks/cvae.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { dispose, tensor2d, tidy, type Tensor2D } from '../../src/tensor/ops.ts'
import { batchOf, consecutiveBatches } from '../data/batches.ts'
import type { LabelledImages } from '../data/dataset.ts'
import { negativeElbo } from './objective.ts'

/** Mean of the two parts of the negative ELBO, in nats an image. */
export interface LossParts {
  readonly reconstruction: number
  readonly kl: number
}

/** The sum and its parts, for a reader. */
export function lossText({ reconstruction, kl }: LossParts): string {
  return `${(reconstruction + kl).toFixed(2)} nats (reconstruction ${reconstruction.toFixed(2)}, KL ${kl.toFixed(2)})`
}

/** Images that the networks read at a time when nothing is trained. */
export const EVALUATION_BATCH = 250

/**
 * The mean loss over all images in order, one sample of z an image.
 *
 * @param latent Units of z.
 * @param seed Of the noise: the same seed makes two sets of weights comparable.
 */
export function meanNegativeElbo(
  cvae: Cvae,
  latent: number,
  data: LabelledImages,
  seed: string,
): LossParts {
  const count = data.labels.length
  const total = { reconstruction: 0, kl: 0 }
  for (const indices of consecutiveBatches(count, EVALUATION_BATCH)) {
    const noise = normalNoise(indices.length, latent, 'evaluation noise', `${seed}/${indices[0]}`)
    const { x, y } = batchOf(data, indices)
    tidy(() => {
      const parts = negativeElbo(cvae, x, y, noise)
      total.reconstruction += parts.reconstruction.sum().dataSync()[0] ?? NaN
      total.kl += parts.kl.sum().dataSync()[0] ?? NaN
    })
    dispose([x, y, noise])
  }
  return { reconstruction: total.reconstruction / count, kl: total.kl / count }
}

/** Standard normal noise fixed by purpose and seed, [rows, units]. */
export function normalNoise(rows: number, units: number, purpose: string, seed: string): Tensor2D {
  const values = new Float32Array(rows * units)
  fillNormal(seededGenerator(purpose, seed), values, 1)
  return tensor2d(values, [rows, units])
}
