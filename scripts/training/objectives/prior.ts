/**
 * @file The prior network alone: fitted to the aggregate posterior of the training data, the mean of
 * q(z|x,y) over the images of an x, from which digits should be drawn (Tomczak and Welling 2018, section 3).
 */
import { gaussianSample } from '../../../src/networks/gaussian.ts'
import { priorLogDensity } from '../../../src/networks/prior.ts'
import { recognize } from '../../../src/networks/recognition.ts'
import { mul, tidy, type Tensor1D } from '../../../src/tensor/ops.ts'
import type { Objective } from './loss.ts'

/** -log p(z|x), z ~ q(z|x,y), for each image: what the KL has of the prior, whose gradient alone is taken. */
export const priorObjective: Objective = (cvae, x, y, noise) => {
  const crossEntropy = tidy(() => {
    const z = gaussianSample(recognize(cvae.recognition, x, y), noise())
    return mul<Tensor1D>(priorLogDensity(cvae.prior, x, z), -1)
  })
  return { loss: crossEntropy, parts: { prior: crossEntropy } }
}
