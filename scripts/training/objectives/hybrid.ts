/** @file α CVAE + (1 - α) GSNN: the two objectives over the same networks (Sohn et al. 2015, eq. 9). */
import { add, mul } from '../../../src/tensor/ops.ts'
import { cvaeObjective } from './cvae.ts'
import { gsnnLoss } from './gsnn.ts'
import type { Objective } from './loss.ts'

/**
 * @param alpha Share of the CVAE, in [0, 1].
 * @param samples L, samples of z an image from each of both networks.
 * @param klWeight 1 + β, of the CVAE's KL.
 */
export function hybridObjective(alpha: number, samples: number, klWeight: number): Objective {
  const cvaePart = cvaeObjective(samples, klWeight)
  return (cvae, x, y, noise) => {
    const { loss, parts } = cvaePart(cvae, x, y, noise)
    const gsnn = gsnnLoss(cvae, x, y, noise, samples)
    return { loss: add(mul(loss, alpha), mul(gsnn, 1 - alpha)), parts: { ...parts, gsnn } }
  }
}
