/**
 * @file Requests sent one by one through caches that drop the least recently used: what the formulas of
 * hit-rate.ts are checked against. Two tiers, as Cloudflare has them: each location asks its own cache, then
 * the upper one, and the Worker runs when both miss.
 */
import { seededGenerator, uniformIndex } from '../../src/sampling/random.ts'
import { occupancy } from './hit-rate.ts'
import { zipfSampler, type Zipf } from './zipf.ts'

interface Simulation {
  readonly popularity: Zipf
  /** All requests while the upper cache keeps an entry. */
  readonly requests: number
  /** Places with a cache of their own before the upper one; 0 for the upper one alone. */
  readonly locations: number
  /** As many times `requests` are counted. */
  readonly rounds: number
  readonly seed: string
}

/** A cache of so many entries; asking it for one makes that the most recent. */
function leastRecentlyUsed(capacity: number): (rank: number) => boolean {
  // A Set iterates in the order of insertion, so its first element is the least recent. One iterator for
  // ever: a new one would step over all that was deleted before.
  const entries = new Set<number>()
  const oldest = entries.values()
  return (rank) => {
    const hit = entries.delete(rank)
    entries.add(rank)
    if (entries.size > capacity) {
      const { value } = oldest.next()
      if (value !== undefined) entries.delete(value)
    }
    return hit
  }
}

/** Share of requests that do not reach the Worker. */
export function simulatedHitRate(simulation: Simulation): number {
  const { popularity, requests, locations, rounds, seed } = simulation
  const generator = seededGenerator('capacity', seed)
  const nextRank = zipfSampler(popularity, generator)
  const cacheFor = (share: number) =>
    leastRecentlyUsed(Math.max(1, Math.round(occupancy(popularity, share))))
  const upper = cacheFor(requests)
  const lower = Array.from({ length: locations }, () => cacheFor(requests / locations))
  const isHit = (): boolean => {
    const rank = nextRank()
    const near = lower[uniformIndex(generator, locations)]
    return (near?.(rank) ?? false) || upper(rank)
  }
  // Caches that begin empty are full after about as many as an entry is kept for.
  for (let request = 0; request < 2 * requests; request++) isHit()
  let hits = 0
  for (let request = 0; request < rounds * requests; request++) if (isHit()) hits++
  return hits / (rounds * requests)
}
