/** @file The negative evidence lower bound of the CVAE (Sohn et al. 2015, eq. 4 and 5). */
import type { Cvae } from '../../src/networks/cvae.ts'
import {
  gaussianKl,
  gaussianLogDensity,
  gaussianSample,
  type Gaussian,
} from '../../src/networks/gaussian.ts'
import { generationLogits } from '../../src/networks/generation.ts'
import { gaussianPrior, priorLogDensity } from '../../src/networks/prior.ts'
import { recognize } from '../../src/networks/recognition.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import { neg, sub, tidy, type Tensor1D, type Tensor2D } from '../../src/tensor/ops.ts'

/** The two parts of the negative ELBO, each in nats, [batch]. */
export interface NegativeElbo {
  /** -log p(y | x, z). */
  readonly reconstruction: Tensor1D
  /** KL(q(z|x,y) || p(z|x)): exact for the Gaussian prior, one sample for the flow. */
  readonly kl: Tensor1D
}

/**
 * The negative ELBO of each image with one sample of z by reparameterization.
 *
 * @param x Condition, [batch, labels].
 * @param y Output in [0, 1], [batch, pixels].
 * @param noise Standard normal, [batch, latent].
 */
export function negativeElbo(cvae: Cvae, x: Tensor2D, y: Tensor2D, noise: Tensor2D): NegativeElbo {
  return tidy(() => {
    const q = recognize(cvae.recognition, x, y)
    const z = gaussianSample(q, noise)
    return {
      reconstruction: neg(bernoulliLogLikelihood(generationLogits(cvae.generation, x, z), y)),
      kl: divergence(cvae, x, q, z),
    }
  })
}

function divergence({ prior }: Cvae, x: Tensor2D, q: Gaussian, z: Tensor2D): Tensor1D {
  if (prior.kind === 'gaussian') return gaussianKl(q, gaussianPrior(prior.network, x))
  return sub(gaussianLogDensity(q, z), priorLogDensity(prior, x, z))
}
