/** @file The conditional log-likelihood log p(y|x), estimated by importance sampling. */
import type { Cvae } from '../../src/networks/cvae.ts'
import { gaussianLogDensity, gaussianSample } from '../../src/networks/gaussian.ts'
import { generationLogits } from '../../src/networks/generation.ts'
import { priorLogDensity } from '../../src/networks/prior.ts'
import { recognize } from '../../src/networks/recognition.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import { add, dispose, sub, tidy, type Tensor2D } from '../../src/tensor/ops.ts'
import { normalNoise } from '../training/validation.ts'

/**
 * Importance weights with the recognition network as proposal:
 * log p(y|x) ≈ log 1/S Σ p(y|x,z) p(z|x) / q(z|x,y), z ~ q(z|x,y) (Sohn et al. 2015, eq. 7).
 *
 * @param x Condition, [batch, labels].
 * @param y Output in {0, 1}, [batch, pixels].
 * @param latent Units of z.
 * @param samples S, samples of z an image.
 * @returns Nats, one an image.
 */
export function importanceSampledCll(
  cvae: Cvae,
  x: Tensor2D,
  y: Tensor2D,
  latent: number,
  samples: number,
  seed: string,
): number[] {
  const images = y.shape[0]
  const logWeights = Array.from({ length: images }, () => new Float64Array(samples))
  const { mean, logVar } = tidy(() => ({ ...recognize(cvae.recognition, x, y) }))
  const q = { mean, logVar }
  for (let sample = 0; sample < samples; sample++) {
    const noise = normalNoise(images, latent, 'importance samples', `${seed}/${sample}`)
    tidy(() => {
      const z = gaussianSample(q, noise)
      const likelihood = bernoulliLogLikelihood(generationLogits(cvae.generation, x, z), y)
      const ratio = sub(priorLogDensity(cvae.prior, x, z), gaussianLogDensity(q, z))
      add(likelihood, ratio)
        .dataSync()
        .forEach((value, image) => {
          logWeights[image]?.fill(value, sample, sample + 1)
        })
    })
    dispose(noise)
  }
  dispose([mean, logVar])
  return logWeights.map(logMeanExp)
}

/** log of the mean of exp(values), without overflow. */
export function logMeanExp(values: Float64Array): number {
  const largest = values.reduce((a, b) => Math.max(a, b), -Infinity)
  const total = values.reduce((sum, value) => sum + Math.exp(value - largest), 0)
  return largest + Math.log(total / values.length)
}
