/** @file Dropout of hidden units in training (Srivastava et al. 2014), seeded. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import type { Cvae } from '../../src/networks/cvae.ts'
import { seededGenerator } from '../../src/sampling/random.ts'
import { mul, tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'
import type { Slice } from './optimizer.ts'

/**
 * The networks with dropout after each hidden layer, but for those of a prior that reads labels. What is
 * kept grows by 1 / (1 - rate), so that evaluation needs no factor.
 *
 * @param rate Share of units that are dropped, in [0, 1).
 * @param rows The rows' places in their batch: each has a generator of its own.
 */
export function withDropout(cvae: Cvae, rate: number, { start, end }: Slice, seed: string): Cvae {
  if (rate === 0) return cvae
  const generators = Array.from({ length: end - start }, (_, row) =>
    seededGenerator('dropout', `${seed}/${start + row}`),
  )
  // Several samples of z an image come one after the other: [samples * images, units].
  const dropout = (hidden: Tensor2D): Tensor2D => {
    const [hiddenRows, units] = hidden.shape
    const mask = new Float32Array(hiddenRows * units)
    for (let row = 0; row < hiddenRows; row++) {
      const generator = generators[row % generators.length] as RandomGenerator
      for (let at = row * units; at < (row + 1) * units; at++)
        mask[at] = uniformFloat64(generator) < rate ? 0 : 1 / (1 - rate)
    }
    return mul(hidden, tensor2d(mask, [hiddenRows, units]))
  }
  // What reads images overfits; a prior that reads labels does not.
  const readsImages = cvae.generation.form !== undefined
  const prior =
    readsImages && cvae.prior.kind === 'gaussian'
      ? { ...cvae.prior, network: { ...cvae.prior.network, dropout } }
      : cvae.prior
  return {
    ...cvae,
    recognition: { ...cvae.recognition, dropout },
    generation: { ...cvae.generation, dropout },
    prior,
    ...(cvae.baseline === undefined ? {} : { baseline: { ...cvae.baseline, dropout } }),
  }
}
