/**
 * @file Targets of the multi-scale prediction objective (Sohn et al. 2015, "Training with multi-scale
 * prediction objective"): y at the scales 1, 1/2 and 1/4, by average pooling. The losses of the three
 * scales are added; a coarse one asks for the digit's shape before its details.
 */
import { DataError } from '../data/idx.ts'

/** Pixels of y along each side of one pixel of a target. */
const POOLS = [1, 2, 4] as const

/** What is predicted at one scale. */
export interface ScaleTarget {
  /** Pixels of y along each side of one of these. */
  readonly pool: (typeof POOLS)[number]
  readonly rows: number
  readonly columns: number
  /** Mean levels, [batch * rows * columns]. */
  readonly y: Float32Array
  /**
   * The share of a pixel that is to be predicted, [batch * rows * columns]: its weight in the loss. The
   * mean of `y` is over the observed part too, as the networks see that part.
   */
  readonly missing: Float32Array
}

/** Images on one another. */
interface BatchSize {
  readonly batch: number
  readonly rows: number
  readonly columns: number
}

/**
 * The targets, finest first. The finest are the arrays as they are given.
 *
 * @param y Levels, [batch * rows * columns].
 * @param missing 1 where a pixel is to be predicted, else 0, [batch * rows * columns].
 * @throws {DataError} When rows or columns do not divide by 4, or an array has another length.
 */
export function multiScaleTargets(
  y: Float32Array,
  missing: Float32Array,
  size: BatchSize,
): readonly ScaleTarget[] {
  const { batch, rows, columns } = size
  const coarsest = POOLS[POOLS.length - 1] as number
  if (rows % coarsest !== 0 || columns % coarsest !== 0)
    throw new DataError(
      `images of ${rows} x ${columns} pixels, expected both to divide by ${coarsest}, as the multi-scale objective halves them twice`,
    )
  for (const [name, { length }] of Object.entries({ y, missing }))
    if (length !== batch * rows * columns)
      throw new DataError(
        `${name} of ${length} values, expected ${batch * rows * columns}: ${batch} x ${rows} x ${columns}`,
      )
  return POOLS.map((pool) => ({
    pool,
    rows: rows / pool,
    columns: columns / pool,
    y: averagePool(y, size, pool),
    missing: averagePool(missing, size, pool),
  }))
}

/**
 * Means over squares of `pool` x `pool` pixels.
 *
 * @param values [batch * rows * columns]; rows and columns divide by `pool`.
 * @returns [batch * rows/pool * columns/pool].
 */
export function averagePool(
  values: Float32Array,
  { batch, rows, columns }: BatchSize,
  pool: number,
): Float32Array {
  if (pool === 1) return values
  const width = columns / pool
  const pooled = new Float32Array((batch * rows * width) / pool)
  // All images are one column of rows: no square crosses from one image to the next.
  for (let row = 0; row < batch * rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = Math.floor(row / pool) * width + Math.floor(column / pool)
      pooled[at] = (pooled[at] as number) + (values[row * columns + column] as number)
    }
  // The pools are powers of two: dividing once at the end is exact.
  return pooled.map((sum) => sum / (pool * pool))
}
