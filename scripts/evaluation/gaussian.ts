/**
 * @file The Gaussian with the mean and covariance of a set of features, from sums that can be
 * added and subtracted: a set without some of its rows costs no second pass.
 */
import { Matrix } from 'ml-matrix'
import { counted } from '../../src/http/counted.ts'

/** Sums over the rows of a set of features. */
export interface Moments {
  readonly count: number
  /** Σ f, [1, units]. */
  readonly sum: Matrix
  /** Σ f fᵀ, [units, units]. */
  readonly products: Matrix
}

/** A mean and a covariance. */
export interface FittedGaussian {
  /** [1, units]. */
  readonly mean: Matrix
  /** Unbiased, [units, units]. */
  readonly covariance: Matrix
}

/**
 * Sums over some rows.
 *
 * @param features [rows * units].
 * @param rows Which of them.
 */
export function momentsOf(features: Float32Array, units: number, rows: Iterable<number>): Moments {
  const sum = new Float64Array(units)
  const products = Array.from({ length: units }, () => new Float64Array(units))
  let count = 0
  for (const at of rows) {
    const row = features.subarray(at * units, (at + 1) * units)
    count += 1
    for (let i = 0; i < units; i++) {
      const value = row[i] as number
      if (value === 0) continue // half of the features, after ReLU
      const target = products[i] as Float64Array
      sum[i] = (sum[i] as number) + value
      for (let j = 0; j <= i; j++) target[j] = (target[j] as number) + value * (row[j] as number)
    }
  }
  products.forEach((row, i) => {
    for (let j = i + 1; j < units; j++) row[j] = products[j]?.[i] ?? NaN
  })
  return { count, sum: new Matrix([sum]), products: new Matrix(products) }
}

/** Sums over the rows of both sets. */
export const joined = (a: Moments, b: Moments): Moments => ({
  count: a.count + b.count,
  sum: Matrix.add(a.sum, b.sum),
  products: Matrix.add(a.products, b.products),
})

/** Sums over the rows of `all` that are not in `part`. */
export const without = (all: Moments, part: Moments): Moments => ({
  count: all.count - part.count,
  sum: Matrix.sub(all.sum, part.sum),
  products: Matrix.sub(all.products, part.products),
})

/**
 * Mean and unbiased covariance.
 *
 * @throws {RangeError} When there are fewer than two rows.
 */
export function gaussianOf({ count, sum, products }: Moments): FittedGaussian {
  if (count < 2)
    throw new RangeError(`A covariance of ${counted(count, 'row')}, expected at least 2`)
  const mean = Matrix.div(sum, count)
  const covariance = Matrix.sub(products, mean.transpose().mmul(sum)).div(count - 1)
  return { mean, covariance }
}
