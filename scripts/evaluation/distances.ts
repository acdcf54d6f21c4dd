/** @file Euclidean distances between all rows of two sets, by matrix products. */
import { matMul, tensor2d, tidy, transpose } from '../../src/tensor/ops.ts'

/** Rows of a block: a few megabytes of distances to thousands of rows. */
const BLOCK_ROWS = 500

/** Consecutive rows, a block at a time, without copying them. */
export function* blocksOf<T extends Float32Array | Uint8Array>(
  rows: T,
  units: number,
): Generator<T> {
  for (let start = 0; start < rows.length; start += BLOCK_ROWS * units)
    yield rows.subarray(start, start + BLOCK_ROWS * units) as T
}

/**
 * |a - b|² = |a|² + |b|² - 2 a · b of each row a of each block and each row b of `to`. Where
 * rows are all but equal, rounding leaves up to 1e-6 of |a|² + |b|², of either sign.
 *
 * @param blocks [rows * units] each.
 * @param to [rows * units].
 * @returns [rows of the block * rows of `to`], for one block after the other.
 */
export function* squaredDistances(
  blocks: Iterable<Float32Array>,
  to: Float32Array,
  units: number,
): Generator<Float32Array> {
  const toNorms = squaredNorms(to, units)
  // A product with an operand marked as transposed is ten times slower.
  const transposed = tidy(() => transpose(tensor2d(to, [toNorms.length, units])))
  try {
    for (const block of blocks) {
      const norms = squaredNorms(block, units)
      let products = new Float32Array()
      // Assigned, not returned: tidy walks a returned array element by element.
      tidy(() => {
        const product = matMul(tensor2d(block, [norms.length, units]), transposed)
        products = product.dataSync<'float32'>() as Float32Array<ArrayBuffer>
      })
      const distances = new Float32Array(products.length)
      let index = 0
      for (const norm of norms)
        for (const toNorm of toNorms) {
          distances[index] = norm + toNorm - 2 * (products[index] as number)
          index++
        }
      yield distances
    }
  } finally {
    transposed.dispose()
  }
}

function squaredNorms(rows: Float32Array, units: number): Float64Array {
  return new Float64Array(rows.length / units).map((_, row) => {
    let total = 0
    for (let index = row * units; index < (row + 1) * units; index++)
      total += (rows[index] as number) ** 2
    return total
  })
}
