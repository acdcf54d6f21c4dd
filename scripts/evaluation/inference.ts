/** @file One answer for a condition: from the expected z, or averaged over samples of the prior. */
import type { SamplingNetworks } from '../../src/networks/cvae.ts'
import { sampleLogits } from '../../src/networks/cvae.ts'
import { generationLogits } from '../../src/networks/generation.ts'
import { gaussianPrior, priorSample, type PriorParameters } from '../../src/networks/prior.ts'
import { addN, mul, sigmoid, tidy, type Tensor2D } from '../../src/tensor/ops.ts'
import type { Noise } from '../training/objectives/loss.ts'

/**
 * E[z|x]: in closed form for Gaussian priors, the mean of samples for the flow.
 *
 * @param x Condition, [batch, condition units].
 * @returns [batch, latent].
 */
export function expectedLatent(
  prior: PriorParameters,
  x: Tensor2D,
  noise: Noise,
  samples: number,
): Tensor2D {
  return tidy(() => {
    if (prior.kind !== 'flow') return gaussianPrior(prior, x).mean
    const drawn = Array.from({ length: samples }, () => priorSample(prior, x, noise()))
    return mul<Tensor2D>(addN(drawn), 1 / samples)
  })
}

/**
 * Deterministic inference: y* = argmax p(y | x, z*), z* = E[z|x] (Sohn et al. 2015,
 * section 4.1), as logits before the choice.
 *
 * @param x Condition, [batch, condition units].
 * @returns [batch, pixels].
 */
export function deterministicLogits(
  { prior, generation }: SamplingNetworks,
  x: Tensor2D,
  noise: Noise,
  samples: number,
): Tensor2D {
  return tidy(() => generationLogits(generation, x, expectedLatent(prior, x, noise, samples)))
}

/**
 * The average over samples of the prior: y* = argmax 1/L Σ p(y | x, z), z ~ p(z|x), as
 * probabilities before the choice.
 *
 * @param x Condition, [batch, condition units].
 * @param samples L.
 * @returns In [0, 1], [batch, pixels].
 */
export function averagedProbabilities(
  networks: SamplingNetworks,
  x: Tensor2D,
  noise: Noise,
  samples: number,
): Tensor2D {
  return tidy(() => {
    const drawn = Array.from({ length: samples }, () => sigmoid(sampleLogits(networks, x, noise())))
    return mul<Tensor2D>(addN(drawn), 1 / samples)
  })
}
