import { describe, expect, it } from 'vitest'
import { frechetDistance, frechetEstimate } from '../../scripts/evaluation/frechet.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'

/** The eight corners of a box: any mean, and any diagonal covariance, exactly. */
function box(mean: readonly number[], variances: readonly number[]): number[][] {
  return Array.from({ length: 8 }, (_, corner) =>
    variances.map((variance, unit) => {
      const side = (corner >> unit) & 1 ? 1 : -1
      // 8 values ± s have the unbiased variance 8 s² / 7.
      return (mean[unit] ?? 0) + side * Math.sqrt((variance * 7) / 8)
    }),
  )
}
const rotated = (rows: number[][], angle: number) =>
  rows.map(([x = NaN, y = NaN, z = NaN]) => [
    Math.cos(angle) * x - Math.sin(angle) * y,
    Math.sin(angle) * x + Math.cos(angle) * y,
    z,
  ])
const flat = (rows: number[][]) => Float32Array.from(rows.flat())

const normal = (seed: string, rows: number, shift = 0) => {
  const values = new Float32Array(rows * 3)
  fillNormal(seededGenerator('test', seed), values, 1)
  return values.map((value) => value + shift)
}

describe('frechetDistance', () => {
  it('of a set from itself is 0', () => {
    const set = flat(box([1, 2, 3], [1, 4, 9]))
    expect(frechetDistance(set, set, 3)).toBeCloseTo(0, 4)
  })

  it('of a set that is only moved is the squared way', () => {
    const [a, b] = [flat(box([0, 0, 0], [1, 4, 9])), flat(box([1, -2, 2], [1, 4, 9]))]
    expect(frechetDistance(a, b, 3)).toBeCloseTo(9, 4)
  })

  it('of aligned Gaussians is that of their means and deviations', () => {
    const [a, b] = [flat(box([0, 0, 0], [1, 4, 9])), flat(box([1, 0, 0], [16, 4, 1]))]
    // 1 of the means, (1 - 4)² + (2 - 2)² + (3 - 1)² of the deviations.
    expect(frechetDistance(a, b, 3)).toBeCloseTo(14, 3)
  })

  it('of Gaussians whose covariances do not commute is the one worked by hand', () => {
    // A = diag(1, 4) and A turned by 45°, R = [[5, -3], [-3, 5]] / 2. The eigenvalues of the
    // product A R have the sum tr(A R) = 25 / 2 and the product det A det R = 16, so that
    // tr (A R)^½ = sqrt(25 / 2 + 2 · 4), and the distance is 5 + 5 - 2 sqrt(20.5).
    const a = box([0, 0, 0], [1, 4, 1])
    const found = frechetDistance(flat(a), flat(rotated(a, Math.PI / 4)), 3)
    expect(found).toBeCloseTo(10 - 2 * Math.sqrt(20.5), 4)
  })

  it('is defined where a unit never varies', () => {
    const [a, b] = [flat(box([0, 0, 5], [1, 4, 0])), flat(box([0, 0, 5], [4, 4, 0]))]
    expect(frechetDistance(a, b, 3)).toBeCloseTo(1, 4)
  })

  it('is refused for a single row', () => {
    expect(() => frechetDistance(Float32Array.of(1, 2, 3), normal('b', 9), 3)).toThrow(
      /covariance of 1 row, expected at least 2/,
    )
  })
})

describe('frechetEstimate', () => {
  const reference = normal('reference', 4000)

  it('has the value of frechetDistance', () => {
    const drawn = normal('drawn', 1000, 0.5)
    expect(frechetEstimate(drawn, reference, 3).value).toBeCloseTo(
      frechetDistance(drawn, reference, 3),
      8,
    )
  })

  it('has the standard error that other draws show', () => {
    const estimates = Array.from({ length: 40 }, (_, draw) =>
      frechetEstimate(normal(`draw ${draw}`, 500, 0.5), reference, 3),
    )
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
    const center = mean(estimates.map(({ value }) => value))
    const deviation = Math.sqrt(mean(estimates.map(({ value }) => (value - center) ** 2)))
    const claimed = mean(estimates.map(({ standardError }) => standardError))
    expect(claimed / deviation).toBeGreaterThan(0.7)
    expect(claimed / deviation).toBeLessThan(1.4)
  })

  it('has about the same standard error in every order of the rows', () => {
    const values = normal('ordered', 1000, 0.5)
    const rows = Array.from({ length: 1000 }, (_, row) => [
      ...values.subarray(3 * row, 3 * row + 3),
    ])
    const sorted = rows.toSorted(([a = NaN], [b = NaN]) => a - b)
    // Each 20th row of these is alike, as where labels take turns.
    const inTurns = Array.from(
      { length: 1000 },
      (_, row) => sorted[(row % 20) * 50 + Math.floor(row / 20)] ?? [],
    )
    const errors = [rows, sorted, inTurns].map(
      (order) => frechetEstimate(flat(order), reference, 3).standardError,
    )
    const [inOrder = NaN, ...others] = errors
    for (const error of others) {
      expect(error / inOrder).toBeGreaterThan(0.6)
      expect(error / inOrder).toBeLessThan(1.6)
    }
  })
})
