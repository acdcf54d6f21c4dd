/** @file The CVAE's objective: the negative evidence lower bound (Sohn et al. 2015, eq. 4 and 5). */
import type { Cvae } from '../../../src/networks/cvae.ts'
import {
  gaussianKl,
  gaussianLogDensity,
  gaussianSample,
  type Gaussian,
} from '../../../src/networks/gaussian.ts'
import { outputLogLikelihood } from '../../../src/networks/generation.ts'
import { gaussianPrior, priorLogDensity } from '../../../src/networks/prior.ts'
import { recognize } from '../../../src/networks/recognition.ts'
import { add, addN, mul, sub, tidy, type Tensor1D, type Tensor2D } from '../../../src/tensor/ops.ts'
import type { Noise, Objective } from './loss.ts'

/** The two parts of the negative ELBO, each in nats, [batch]. */
export interface NegativeElbo {
  /** -1/L Σ log p(y | x, z), z ~ q(z|x,y). */
  readonly reconstruction: Tensor1D
  /** KL(q(z|x,y) || p(z|x)): exact for Gaussian priors, the mean of L samples for the flow. */
  readonly kl: Tensor1D
}

/**
 * The negative ELBO of each image, z by reparameterization.
 *
 * @param x Condition, [batch, condition units].
 * @param y Output in [0, 1], [batch, pixels].
 * @param samples L, samples of z an image.
 */
export function negativeElbo(
  cvae: Cvae,
  x: Tensor2D,
  y: Tensor2D,
  noise: Noise,
  samples = 1,
): NegativeElbo {
  return tidy(() => {
    const q = recognize(cvae.recognition, x, y)
    const drawn = Array.from({ length: samples }, () => gaussianSample(q, noise()))
    return {
      reconstruction: mul<Tensor1D>(
        addN(drawn.map((z) => outputLogLikelihood(cvae.generation, x, z, y))),
        -1 / samples,
      ),
      kl: divergence(cvae, x, q, drawn),
    }
  })
}

function divergence(
  { prior }: Cvae,
  x: Tensor2D,
  q: Gaussian,
  drawn: readonly Tensor2D[],
): Tensor1D {
  if (prior.kind !== 'flow') return gaussianKl(q, gaussianPrior(prior, x))
  const ratios = drawn.map((z) => sub(gaussianLogDensity(q, z), priorLogDensity(prior, x, z)))
  return mul(addN(ratios), 1 / drawn.length)
}

/**
 * The CVAE objective with a weight on its KL.
 *
 * @param samples L, samples of z an image.
 * @param klWeight 1 + β: 1 is the bound itself.
 */
export function cvaeObjective(samples: number, klWeight: number): Objective {
  return (cvae, x, y, noise) => {
    const { reconstruction, kl } = negativeElbo(cvae, x, y, noise, samples)
    return { loss: add(reconstruction, mul(kl, klWeight)), parts: { reconstruction, kl } }
  }
}
