import { describe, expect, it } from 'vitest'
import { zipfBlocks, zipfSampler } from '../../../scripts/capacity/zipf.ts'
import { seededGenerator } from '../../../src/sampling/random.ts'

/** Rank by rank. */
function probabilities(catalogue: number, exponent: number): number[] {
  const weights = Array.from({ length: catalogue }, (_, index) => (index + 1) ** -exponent)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => weight / total)
}

describe("Zipf's law in blocks", () => {
  it.each([
    [1, 1],
    [3, 0],
    [1e4, 1],
    [1e6, 0.8],
    [1e9, 0.6],
    [1e9, 1.2],
  ])('of %d URLs, s = %d, counts each once and sums to 1', (catalogue, exponent) => {
    const blocks = zipfBlocks({ catalogue, exponent })
    expect(blocks.reduce((sum, { count }) => sum + count, 0)).toBe(catalogue)
    const total = blocks.reduce((sum, { count, probability }) => sum + count * probability, 0)
    expect(total).toBeCloseTo(1, 12)
  })

  it.each([0.6, 1, 1.2])('is the sum over all ranks, s = %d', (exponent) => {
    const exact = probabilities(200_000, exponent)
    const blocks = zipfBlocks({ catalogue: 200_000, exponent })
    let first = 0
    for (const { count, probability } of blocks) {
      const sum = exact.slice(first, first + count).reduce((total, value) => total + value, 0)
      expect((count * probability) / sum).toBeCloseTo(1, 6)
      first += count
    }
  })
})

describe('ranks drawn by rejection-inversion', () => {
  it.each([0, 0.8, 1, 1.2])('come as often as they are probable, s = %d', (exponent) => {
    const draws = 40_000
    const expected = probabilities(8, exponent)
    const next = zipfSampler({ catalogue: 8, exponent }, seededGenerator('test', '0'))
    const counts = expected.map(() => 0)
    for (let draw = 0; draw < draws; draw++) {
      const index = next() - 1
      counts[index] = (counts[index] ?? NaN) + 1
    }
    const chiSquare = counts.reduce((sum, count, index) => {
      const mean = draws * (expected[index] ?? NaN)
      return sum + (count - mean) ** 2 / mean
    }, 0)
    // 7 degrees of freedom: beyond 24.3 once in a thousand.
    expect(chiSquare).toBeLessThan(24.3)
  })

  it('are the same for the same seed', () => {
    const ranks = (seed: string) => {
      const next = zipfSampler({ catalogue: 1e9, exponent: 0.6 }, seededGenerator('test', seed))
      return Array.from({ length: 5 }, next)
    }
    expect(ranks('0')).toEqual(ranks('0'))
    expect(ranks('0')).not.toEqual(ranks('1'))
  })
})
