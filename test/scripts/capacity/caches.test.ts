import { describe, expect, it } from 'vitest'
import { hitRate, occupancy } from '../../../scripts/capacity/hit-rate.ts'
import { simulatedHitRate } from '../../../scripts/capacity/simulation.ts'

describe('the hit rate', () => {
  it('of equally popular URLs, by hand', () => {
    // Each of 4 comes 2 times in T: 1 - exp(-2).
    const popularity = { catalogue: 4, exponent: 0 }
    expect(hitRate(popularity, 8)).toBeCloseTo(1 - Math.exp(-2), 12)
    expect(occupancy(popularity, 8)).toBeCloseTo(4 * (1 - Math.exp(-2)), 12)
  })

  it('is nothing without traffic, and all when every URL comes again', () => {
    const popularity = { catalogue: 1e4, exponent: 1 }
    expect(hitRate(popularity, 0)).toBe(0)
    expect(hitRate(popularity, 1e9)).toBeCloseTo(1, 12)
    expect(occupancy(popularity, 1e9)).toBeCloseTo(1e4, 6)
  })

  it('rises with the traffic and falls with the catalogue', () => {
    const rates = [1e3, 1e4, 1e5].map((requests) =>
      [1e4, 1e6, 1e9].map((catalogue) => hitRate({ catalogue, exponent: 0.8 }, requests)),
    )
    for (const row of rates) expect(row).toEqual(row.toSorted((a, b) => b - a))
    const [few = [], , many = []] = rates
    few.forEach((rate, index) => expect(rate).toBeLessThan(many[index] ?? NaN))
  })
})

describe('simulated requests', () => {
  it.each([
    { catalogue: 100, exponent: 0, requests: 100 },
    { catalogue: 1000, exponent: 1, requests: 2000 },
    { catalogue: 1e6, exponent: 0.8, requests: 5000 },
    { catalogue: 1e5, exponent: 1.2, requests: 1000 },
  ])('hit as often as the formula says: %j', ({ requests, ...popularity }) => {
    const simulation = { popularity, requests, seed: '0', rounds: 40_000 / requests }
    const expected = hitRate(popularity, requests)
    expect(Math.abs(simulatedHitRate({ ...simulation, locations: 0 }) - expected)).toBeLessThan(
      0.01,
    )
    // The upper tier alone says what reaches the Worker, whatever is before it.
    expect(Math.abs(simulatedHitRate({ ...simulation, locations: 30 }) - expected)).toBeLessThan(
      0.01,
    )
  })

  it('hit with one URL but for the first time', () => {
    const popularity = { catalogue: 1, exponent: 1 }
    expect(simulatedHitRate({ popularity, requests: 10, locations: 3, rounds: 5, seed: '0' })).toBe(
      1,
    )
  })
})
