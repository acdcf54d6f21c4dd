import { describe, expect, it } from 'vitest'
import { coldShare, isolatesFor } from '../../../scripts/capacity/isolates.ts'

describe('isolates', () => {
  it.each([
    // Erlang C. One server: its load. Two servers: a^2 / (2 + a). Ten at a load of 8: of tables.
    [1, 0.3, 0.3],
    [2, 1, 1 / 3],
    [2, 0.5, 0.1],
    [10, 8, 0.4092],
  ])('are %d for a load of %d, of which %d may wait', (isolates, load, probability) => {
    expect(isolatesFor(load, probability + 1e-4)).toBe(isolates)
    expect(isolatesFor(load, probability - 1e-4)).toBe(isolates + 1)
  })

  it('are none without load', () => {
    expect(isolatesFor(0, 0.01)).toBe(0)
  })

  it('follow the square root at thousands (Halfin and Whitt), without overflow', () => {
    // P(wait) of 0.01 is about 2.4 deviations above the load.
    const isolates = isolatesFor(10_000, 0.01)
    expect((isolates - 10_000) / 100).toBeCloseTo(2.4, 0)
  })

  it('are cold after a gap longer than they are kept', () => {
    expect(coldShare(0, 300)).toBe(1)
    expect(coldShare(1 / 300, 300)).toBeCloseTo(Math.exp(-1), 12)
    expect(coldShare(10, 300)).toBe(0)
  })
})
