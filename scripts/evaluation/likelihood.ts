/** @file Estimators of the conditional log-likelihood log p(y|x), as in the paper's section 4.1. */
import type { Cvae } from '../../src/networks/cvae.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { outputLogLikelihood } from '../../src/networks/generation.ts'
import { gaussianPrior, priorSample, type PriorParameters } from '../../src/networks/prior.ts'
import { recognize } from '../../src/networks/recognition.ts'
import { dispose, tidy, type Tensor1D, type Tensor2D } from '../../src/tensor/ops.ts'
import { noiseStream } from '../training/noise.ts'
import { logImportanceWeight } from '../training/objectives/importance-weighted.ts'

/**
 * Monte Carlo: log p(y|x) ≈ log 1/S Σ p(y|x,z), z ~ p(z|x) (Sohn et al. 2015, eq. 6).
 * Its expectation is below log p(y|x), and rises to it as S grows: very slowly, since few
 * samples of the prior look like y.
 *
 * @param x Condition, [batch, condition units].
 * @param y Output in {0, 1}, [batch, pixels].
 * @param sampleCounts The values of S, ascending; smaller ones take the first samples.
 * @returns Nats, one an image for each S.
 */
export function monteCarloCll(
  networks: Cvae,
  { latent }: CvaeConfiguration,
  x: Tensor2D,
  y: Tensor2D,
  sampleCounts: readonly number[],
  seed: string,
): Float64Array[] {
  const [images] = y.shape
  const noise = noiseStream('Monte Carlo samples', seed)
  const { prior, dispose: disposePrior } = priorAt(networks.prior, x)
  const estimates = logMeansOfExp(images, sampleCounts, () => {
    const z = priorSample(prior, x, noise(images, latent))
    return outputLogLikelihood(networks.generation, x, z, y)
  })
  disposePrior()
  return estimates
}

/** The prior, computed at x where it is a Gaussian: it is the same for every sample. */
function priorAt(
  prior: PriorParameters,
  x: Tensor2D,
): { readonly prior: PriorParameters; readonly dispose: () => void } {
  if (prior.kind === 'flow') return { prior, dispose: () => {} }
  const gaussian = tidy(() => ({ ...gaussianPrior(prior, x) }))
  return {
    prior: { kind: 'known', gaussian },
    dispose: () => dispose([gaussian.mean, gaussian.logVar]),
  }
}

/**
 * Importance sampling with the recognition network as the proposal:
 * log p(y|x) ≈ log 1/S Σ p(y|x,z) p(z|x) / q(z|x,y), z ~ q(z|x,y) (Sohn et al. 2015, eq. 7).
 * Its expectation is below log p(y|x), and rises to it as S grows (Burda et al. 2016, theorem 1);
 * with S = 1 it is the ELBO.
 *
 * @param x Condition, [batch, condition units].
 * @param y Output in {0, 1}, [batch, pixels].
 * @param sampleCounts The values of S, ascending; smaller ones take the first samples.
 * @returns Nats, one an image for each S.
 */
export function importanceSampledCll(
  cvae: Cvae,
  { latent }: CvaeConfiguration,
  x: Tensor2D,
  y: Tensor2D,
  sampleCounts: readonly number[],
  seed: string,
): Float64Array[] {
  const [images] = y.shape
  const noise = noiseStream('importance samples', seed)
  const q = tidy(() => ({ ...recognize(cvae.recognition, x, y) }))
  const { prior, dispose: disposePrior } = priorAt(cvae.prior, x)
  const estimates = logMeansOfExp(images, sampleCounts, () =>
    logImportanceWeight({ ...cvae, prior }, x, y, q, noise(images, latent)),
  )
  disposePrior()
  dispose([q.mean, q.logVar])
  return estimates
}

/**
 * log of the mean of exp of a sample's values, by image, for the first S samples of each S.
 *
 * @param sample Draws the next sample's values, [images].
 */
function logMeansOfExp(
  images: number,
  sampleCounts: readonly number[],
  sample: () => Tensor1D,
): Float64Array[] {
  // Σ exp(value - largest) and the largest value so far: no exponential overflows.
  const sums = new Float64Array(images)
  const largest = new Float64Array(images).fill(-Infinity)
  let drawn = 0
  return sampleCounts.map((count) => {
    for (; drawn < count; drawn++)
      tidy(() => {
        sample()
          .dataSync()
          .forEach((value, image) => {
            const before = largest[image] ?? NaN
            const now = Math.max(before, value)
            sums[image] = (sums[image] ?? NaN) * Math.exp(before - now) + Math.exp(value - now)
            largest[image] = now
          })
      })
    return sums.map((total, image) => (largest[image] ?? NaN) + Math.log(total / count))
  })
}
