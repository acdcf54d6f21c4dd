/**
 * @file Zipf's law of how often each URL is asked for: the k-th most popular of n with a probability
 * proportional to k^-s. Breslau et al. (Web caching and Zipf-like distributions, INFOCOM 1999) found
 * exponents s of 0.64 to 0.83 in six traces of the web.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import type { RandomGenerator } from '../../src/sampling/random.ts'

export interface Zipf {
  /** Number of distinct URLs, n. */
  readonly catalogue: number
  /** s; 0 when all are as popular. */
  readonly exponent: number
}

/** URLs of almost the same popularity. */
export interface Block {
  readonly count: number
  /** Of each one of them. */
  readonly probability: number
}

/** Ranks that are taken one by one; beyond, blocks grow by this ratio. */
const EXACT_RANKS = 1000
const BLOCK_RATIO = 1.02

/** Integral of x^-s from a to b, in a form that has no pole at s = 1. */
function integral(from: number, to: number, exponent: number): number {
  const power = 1 - exponent
  if (Math.abs(power) < 1e-12) return Math.log(to / from)
  return (to ** power - from ** power) / power
}

/**
 * The distribution in a few thousand blocks, whatever the catalogue's size: its probabilities sum to 1.
 * A block's weight is the integral of x^-s half a rank around it (midpoint rule: its relative error is
 * below 1e-6 at the ranks where blocks begin).
 */
export function zipfBlocks({ catalogue, exponent }: Zipf): Block[] {
  const weighted: { count: number; weight: number }[] = []
  let rank = 1
  while (rank <= catalogue) {
    const last = rank < EXACT_RANKS ? rank : Math.min(catalogue, Math.floor(rank * BLOCK_RATIO))
    const weight =
      rank < EXACT_RANKS ? rank ** -exponent : integral(rank - 0.5, last + 0.5, exponent)
    weighted.push({ count: last - rank + 1, weight })
    rank = last + 1
  }
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0)
  return weighted.map(({ count, weight }) => ({ count, probability: weight / count / total }))
}

/**
 * Draws ranks from 1 by rejection-inversion (Hörmann and Derflinger, ACM TOMACS 6, 1996): in constant time and
 * memory, exactly. A point under the hat x^-s is drawn by inverting its integral, rounded to a rank and kept
 * when it also lies under that rank's step.
 */
export function zipfSampler({ catalogue, exponent }: Zipf, generator: RandomGenerator) {
  const hat = (x: number): number => integral(1, x, exponent)
  const inverse = (area: number): number => {
    const power = 1 - exponent
    return Math.abs(power) < 1e-12 ? Math.exp(area) : (1 + power * area) ** (1 / power)
  }
  // The first step begins where the hat has the area of rank 1: no draw of it is rejected.
  const lowest = hat(1.5) - 1
  const highest = hat(catalogue + 0.5)
  return (): number => {
    for (;;) {
      const area = highest + uniformFloat64(generator) * (lowest - highest)
      const rank = Math.min(catalogue, Math.max(1, Math.round(inverse(area))))
      if (area >= hat(rank + 0.5) - rank ** -exponent) return rank
    }
  }
}
