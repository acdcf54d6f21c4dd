/** @file The importance-weighted bound with K samples (Burda et al. 2016, eq. 8), tighter than the ELBO. */
import type { Cvae } from '../../../src/networks/cvae.ts'
import {
  gaussianLogDensity,
  gaussianSample,
  type Gaussian,
} from '../../../src/networks/gaussian.ts'
import { outputLogLikelihood } from '../../../src/networks/generation.ts'
import { priorLogDensity } from '../../../src/networks/prior.ts'
import { recognize } from '../../../src/networks/recognition.ts'
import {
  add,
  concat,
  logSumExp,
  reshape,
  sub,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '../../../src/tensor/ops.ts'
import type { Objective } from './loss.ts'

/**
 * The logarithm of an importance weight, log p(y|x,z) + log p(z|x) - log q(z|x,y), z ~ q.
 *
 * @param noise Standard normal, [batch, latent].
 * @returns Nats, [batch].
 */
export function logImportanceWeight(
  { prior, generation }: Cvae,
  x: Tensor2D,
  y: Tensor2D,
  q: Gaussian,
  noise: Tensor2D,
): Tensor1D {
  return tidy(() => {
    const z = gaussianSample(q, noise)
    const likelihood = outputLogLikelihood(generation, x, z, y)
    return add(likelihood, sub(priorLogDensity(prior, x, z), gaussianLogDensity(q, z)))
  })
}

/** The rows again and again, [times * batch, units]. */
export const repeated = (rows: Tensor2D, times: number): Tensor2D =>
  concat(Array<Tensor2D>(times).fill(rows), 0)

/**
 * -log 1/K Σ w_k for each image. With K = 1 it is the negative ELBO.
 *
 * @param samples K.
 */
export function importanceWeightedObjective(samples: number): Objective {
  return (cvae, x, y, noise) => {
    const bound = tidy(() => {
      const q = recognize(cvae.recognition, x, y)
      // All samples in one pass, [samples * batch]: a kernel is transposed once, not K times.
      const again = (rows: Tensor2D) => repeated(rows, samples)
      const drawn = concat<Tensor2D>(Array.from({ length: samples }, noise), 0)
      const repeatedQ = { mean: again(q.mean), logVar: again(q.logVar) }
      const weights = logImportanceWeight(cvae, again(x), again(y), repeatedQ, drawn)
      return sub<Tensor1D>(Math.log(samples), logSumExp(reshape(weights, [samples, x.shape[0]]), 0))
    })
    return { loss: bound, parts: { importanceWeighted: bound } }
  }
}
