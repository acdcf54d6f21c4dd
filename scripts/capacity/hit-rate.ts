/**
 * @file Hit rate of a cache, by Che's approximation (Che, Tung and Wang, IEEE JSAC 20, 2002): a cache that
 * drops the least recently used keeps an entry for nearly the same time T after its last request, whichever it
 * is, so a request for it is a hit when another one came within T. Of Poisson requests that is 1 - exp(-λT).
 */
import { zipfBlocks, type Zipf } from './zipf.ts'

/**
 * Share of requests that are hits.
 *
 * @param requests That one cache sees while it keeps an entry, λT summed over all URLs.
 */
export const hitRate = (popularity: Zipf, requests: number): number =>
  zipfBlocks(popularity).reduce(
    (sum, { count, probability }) =>
      sum - count * probability * Math.expm1(-probability * requests),
    0,
  )

/** Distinct URLs that such a cache holds: those that were asked for within T. */
export const occupancy = (popularity: Zipf, requests: number): number =>
  zipfBlocks(popularity).reduce(
    (sum, { count, probability }) => sum - count * Math.expm1(-probability * requests),
    0,
  )
