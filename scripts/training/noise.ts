/** @file Seeded standard normal noise as tensors. */
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'
import type { Slice } from './optimizer.ts'

/**
 * A stream of noise fixed by purpose and seed: each call gives the next [rows, units] of it;
 * the caller disposes of them.
 *
 * @param part Of the drawn rows, those that are given: all when left out.
 */
export function noiseStream(
  purpose: string,
  seed: string,
): (rows: number, units: number, part?: Slice) => Tensor2D {
  const generator = seededGenerator(purpose, seed)
  return (rows, units, { start, end } = { start: 0, end: rows }) => {
    const values = new Float32Array(rows * units)
    fillNormal(generator, values, 1)
    return tensor2d(values.subarray(start * units, end * units), [end - start, units])
  }
}
