/** @file Figures over rounds: the median, and how far the middle half of the rounds lies apart. */
import { median, quantile } from 'simple-statistics'

/** Of the rounds of one figure. */
export interface Spread {
  readonly median: number
  /** Quartiles: half of the rounds lie between. */
  readonly low: number
  readonly high: number
}

export function spreadOf(values: readonly number[]): Spread {
  const numbers = [...values]
  return {
    median: median(numbers),
    low: quantile(numbers, 0.25),
    high: quantile(numbers, 0.75),
  }
}

/** The distance between the quartiles in parts of the median. */
export const relativeSpread = ({ median: middle, low, high }: Spread): number =>
  (high - low) / Math.abs(middle)

/** The quartiles further apart by parts of them. */
export const widened = ({ median: middle, low, high }: Spread, parts: number): Spread => ({
  median: middle,
  low: low / (1 + parts),
  high: high * (1 + parts),
})

/** `2.07 (1.89 to 2.28)`. */
export const spreadText = ({ median: middle, low, high }: Spread, decimals: number): string =>
  `${middle.toFixed(decimals)} (${low.toFixed(decimals)} to ${high.toFixed(decimals)})`

/** What a figure says of its bar: nothing, while the bar lies between its quartiles. */
export type Verdict = 'met' | 'missed' | 'undecided'

export function verdictOf({ low, high }: Spread, atMost: number): Verdict {
  if (high <= atMost) return 'met'
  return low > atMost ? 'missed' : 'undecided'
}

/** The same of a bar from below. */
export function verdictAtLeast({ low, high }: Spread, atLeast: number): Verdict {
  if (low >= atLeast) return 'met'
  return high < atLeast ? 'missed' : 'undecided'
}

/** The value that a share of them lies below. */
export const quantileOf = (values: ArrayLike<number>, share: number): number =>
  quantile(Array.from(values), share)

/** The median and the 99th percentile. */
export const tailOf = (values: ArrayLike<number>) => ({
  median: quantileOf(values, 0.5),
  p99: quantileOf(values, 0.99),
})
