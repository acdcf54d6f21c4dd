/** @file Black and white of grey pixels: fresh Bernoulli draws, the same for a row whoever works on it, or a cut. */
import { seededGenerator } from '../../src/sampling/random.ts'
import { cut, drawn } from '../data/pixels.ts'
import type { Slice } from './optimizer.ts'

/**
 * Replaces each grey level by 1, with the level as probability, or 0.
 *
 * @param levels In [0, 1], [rows * pixels].
 * @param rows The rows' places in their batch: each has a generator of its own.
 * @param every 1 to draw all rows, 2 to draw those at odd places.
 */
export function drawBlackOrWhite(
  levels: Float32Array,
  { start, end }: Slice,
  seed: string,
  every: 1 | 2,
): void {
  const pixels = levels.length / (end - start)
  for (let row = start; row < end; row++) {
    if (row % every !== every - 1) continue
    const generator = seededGenerator('pixels', `${seed}/${row}`)
    for (let at = (row - start) * pixels; at < (row - start + 1) * pixels; at++)
      levels[at] = drawn(levels[at] as number, 1, generator)
  }
}

/** Replaces each level by 1 from the middle on, or 0. */
export function cutAtHalf(levels: Float32Array): void {
  for (let at = 0; at < levels.length; at++) levels[at] = cut(levels[at] as number, 1)
}
