/**
 * @file The Gaussian stochastic neural network: z from the prior network, in training as in
 * sampling (Sohn et al. 2015, section 4.2, eq. 8).
 */
import type { Cvae } from '../../../src/networks/cvae.ts'
import { outputLogLikelihood } from '../../../src/networks/generation.ts'
import { priorSample } from '../../../src/networks/prior.ts'
import { stopGradient } from '../../../src/tensor/layers.ts'
import { addN, mul, Tensor, tidy, type Tensor1D, type Tensor2D } from '../../../src/tensor/ops.ts'
import { negativeElbo } from './cvae.ts'
import type { Noise, Objective } from './loss.ts'

/**
 * -1/L Σ log p(y | x, z), z ~ p(z|x), for each image.
 *
 * @param x Condition, [batch, condition units].
 * @param y Output in [0, 1], [batch, pixels].
 * @param samples L, samples of z an image.
 * @returns Nats, [batch].
 */
export function gsnnLoss(
  { prior, generation }: Cvae,
  x: Tensor2D,
  y: Tensor2D,
  noise: Noise,
  samples: number,
): Tensor1D {
  return tidy(() => {
    const logLikelihoods = Array.from({ length: samples }, () =>
      outputLogLikelihood(generation, x, priorSample(prior, x, noise()), y),
    )
    return mul(addN(logLikelihoods), -1 / samples)
  })
}

/**
 * The GSNN objective. GSNN has no recognition network; ours is fitted beside it by the CVAE's
 * bound with the other networks held constant, so that the likelihood of a GSNN can be
 * estimated by importance sampling too. GSNN's gradient is what it is alone, but for the norm of all
 * gradients, by which a step clips them together.
 */
export function gsnnObjective(samples: number): Objective {
  return (cvae, x, y, noise) => {
    const gsnn = gsnnLoss(cvae, x, y, noise, samples)
    const { prior, generation, recognition } = cvae
    const fixed = { ...constant({ prior, generation }), recognition }
    const { reconstruction, kl } = negativeElbo(fixed, x, y, noise)
    return { loss: addN([gsnn, reconstruction, kl]), parts: { gsnn, reconstruction, kl } }
  }
}

/** The same networks, their tensors without gradient. */
function constant<T>(networks: T): T {
  if (networks instanceof Tensor) return stopGradient(networks) as T
  if (Array.isArray(networks)) return networks.map(constant) as T
  if (typeof networks !== 'object' || networks === null) return networks
  return Object.fromEntries(
    Object.entries(networks).map(([name, part]) => [name, constant(part)]),
  ) as T
}
