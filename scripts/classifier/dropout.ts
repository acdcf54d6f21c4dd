/** @file Dropout of units in training (Srivastava et al. 2014), seeded. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { seededGenerator } from '../../src/sampling/random.ts'
import { mul, tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'

/**
 * Leaves each unit out with the probability `rate`. Those that are kept grow by
 * 1 / (1 - rate), so that their mean is what it is without dropout.
 *
 * @param h [batch, units].
 * @param rate In [0, 1).
 */
export function dropout(h: Tensor2D, rate: number, seed: string): Tensor2D {
  if (rate === 0) return h
  const generator = seededGenerator('dropout', seed)
  const mask = new Float32Array(h.size).map(() =>
    uniformFloat64(generator) < rate ? 0 : 1 / (1 - rate),
  )
  return mul(h, tensor2d(mask, h.shape))
}
