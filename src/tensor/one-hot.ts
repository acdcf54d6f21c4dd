/** @file One-hot rows. The WASM kernel `OneHot` writes integer bits whatever dtype is asked, so we fill them here. */
import { tensor2d, type Tensor2D } from './ops.ts'

/**
 * A row for each index, 1 at the index and 0 elsewhere.
 *
 * @param indices Each in [0, depth).
 * @returns float32, [indices.length, depth].
 */
export function oneHot(indices: ArrayLike<number>, depth: number): Tensor2D {
  const rows = new Float32Array(indices.length * depth)
  for (let row = 0; row < indices.length; row++) rows[row * depth + (indices[row] ?? 0)] = 1
  return tensor2d(rows, [indices.length, depth])
}
