/** @file Means, shares and quantiles with their standard errors. */
import type { Estimate } from './estimate.ts'

/** The mean of independent values; a single value has no spread, and an error of 0. */
export function meanEstimate(values: ArrayLike<number>): Estimate {
  const count = values.length
  const value = Array.from(values).reduce((sum, next) => sum + next, 0) / count
  const squares = Array.from(values).reduce((sum, next) => sum + (next - value) ** 2, 0)
  return { value, standardError: Math.sqrt(squares / Math.max(1, count - 1) / count) }
}

/**
 * The share of `hits` among `count`, binomial. The error is that of the share with one hit and
 * one miss more (Laplace's rule): after 1,000 hits of 1,000 it is 0.001, not none.
 */
export function shareEstimate(hits: number, count: number): Estimate {
  const cautious = (hits + 1) / (count + 2)
  return {
    value: hits / count,
    standardError: Math.sqrt((cautious * (1 - cautious)) / count),
  }
}

/**
 * The value that a share of the values lies below. Its error is half the distance between the
 * values whose ranks are one binomial deviation below and above.
 *
 * @param share In (0, 1); 0.5 is the median.
 */
export function quantileEstimate(values: ArrayLike<number>, share: number): Estimate {
  const sorted = Float64Array.from(values).toSorted()
  const at = (rank: number) =>
    sorted[Math.round(Math.min(sorted.length - 1, Math.max(0, rank)))] ?? NaN
  const rank = share * (sorted.length - 1)
  const deviation = Math.sqrt(sorted.length * share * (1 - share))
  return {
    value: at(rank),
    standardError: (at(rank + deviation) - at(rank - deviation)) / 2,
  }
}

/** Element by element, `a - b`. */
export function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, index) => value - (b[index] ?? NaN))
}

export const negated = (values: Float64Array = new Float64Array()): Float64Array =>
  values.map((value) => -value)

/** The values of all parts, one after the other. */
export const joined = (parts: readonly (Float64Array | undefined)[]): Float64Array =>
  Float64Array.from(parts.flatMap((part) => [...(part ?? [])]))
