/** @file The prior network alone, fitted to the recognition network: the part of the ELBO that it has. */
import { gaussianSample } from '../../../src/networks/gaussian.ts'
import { priorLogDensity } from '../../../src/networks/prior.ts'
import { recognize } from '../../../src/networks/recognition.ts'
import { mul, tidy, type Tensor1D } from '../../../src/tensor/ops.ts'
import type { Objective } from './loss.ts'

/**
 * -log p(z|x), z ~ q(z|x,y): over the training images, the cross-entropy of the prior to what the recognition
 * network makes of them, which is what a z must be drawn from to look like any of them (Hoffman and Johnson
 * 2016, "ELBO surgery").
 */
export const priorObjective: Objective = (cvae, x, y, noise) => {
  const prior = tidy(() => {
    const z = gaussianSample(recognize(cvae.recognition, x, y), noise())
    return mul<Tensor1D>(priorLogDensity(cvae.prior, x, z), -1)
  })
  return { loss: prior, parts: { prior } }
}
