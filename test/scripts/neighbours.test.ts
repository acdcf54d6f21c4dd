import { describe, expect, it } from 'vitest'
import { nearestDistances, neighbourhood } from '../../scripts/evaluation/neighbours.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { memory } from '../../src/tensor/ops.ts'

describe('neighbourhood', () => {
  it('is that worked by hand on a line, k = 1', () => {
    // Balls of the real digits: 0 and 1 reach 1 far, 3 reaches 2, 10 reaches 7.
    const real = Float32Array.of(0, 1, 3, 10)
    // Balls of the generated ones: 0.5 reaches 3.5, 4 reaches 3.5, 18 and 30 reach 12.
    const generated = Float32Array.of(0.5, 4, 18, 30)
    const { precision, recall, density, coverage } = neighbourhood(real, generated, 1, 1)
    // 0.5 is in the balls of 0 and 1; 4 in those of 3 and 10; 18 and 30 in none.
    expect(precision.value).toBe(2 / 4)
    expect(density.value).toBe((2 + 2) / 4)
    // 0, 1 and 3 are in the balls of 0.5 and 4, 10 is in that of 18.
    expect(recall.value).toBe(1)
    // Each real ball has 0.5 or 4 in it.
    expect(coverage.value).toBe(1)
  })

  it('tells what generated digits miss from what they add', () => {
    const corner = (x: number, y: number) => [x, y, x + 1, y, x, y + 1, x + 1, y + 1]
    const real = Float32Array.from([...corner(0, 0), ...corner(100, 0)])
    // One of two clusters, and another that is not real.
    const generated = Float32Array.from([...corner(0, 0), ...corner(0, 100)])
    const { precision, recall, density, coverage } = neighbourhood(real, generated, 2, 2)
    expect(precision.value).toBe(0.5)
    expect(recall.value).toBe(0.5)
    expect(coverage.value).toBe(0.5)
    // A ball of radius 1 about a corner holds three of four: 12 over k = 2, over 8 digits.
    expect(density.value).toBe(12 / 2 / 8)
    expect(density.standardError).toBeCloseTo(Math.sqrt((8 * 0.75 ** 2) / 7 / 8), 6)
  })

  it('does not depend on the blocks that it is computed in, and leaves no tensors', () => {
    const set = (seed: string) => {
      const values = new Float32Array(1100 * 2) // blocks of 500
      fillNormal(seededGenerator('test', seed), values, 1)
      return values
    }
    const before = memory().numTensors
    const [real, generated] = [set('real'), set('generated')]
    const { precision, recall, coverage, density } = neighbourhood(real, generated, 2, 5)
    expect(memory().numTensors).toBe(before)
    const expected = plainNeighbourhood(real, generated, 5)
    expect(precision.value).toBeCloseTo(expected.precision, 2)
    expect(recall.value).toBeCloseTo(expected.recall, 2)
    expect(coverage.value).toBeCloseTo(expected.coverage, 2)
    expect(density.value).toBeCloseTo(expected.density, 2)
  })

  it('is refused where no digit has k others', () => {
    const three = Float32Array.of(0, 1, 2)
    expect(() => neighbourhood(three, three, 1, 3)).toThrow(/3 digits, expected more than 3/)
  })
})

/** The definitions, word by word, in the plane. */
function plainNeighbourhood(real: Float32Array, generated: Float32Array, k: number) {
  const points = (set: Float32Array) =>
    Array.from({ length: set.length / 2 }, (_, row) => [...set.subarray(2 * row, 2 * row + 2)])
  const distance = ([a = NaN, b = NaN]: number[], [c = NaN, d = NaN]: number[]) =>
    Math.hypot(a - c, b - d)
  const [reals, drawn] = [points(real), points(generated)]
  const radii = (set: number[][]) =>
    set.map(
      (point) => set.map((other) => distance(point, other)).toSorted((a, b) => a - b)[k] ?? NaN, // 0 is itself
    )
  const [realRadii, drawnRadii] = [radii(reals), radii(drawn)]
  const within = (point: number[], set: number[][], reach: number[]) =>
    set.filter((other, index) => distance(point, other) <= (reach[index] ?? NaN)).length
  const share = (count: number, all: number[][]) => count / all.length
  return {
    precision: share(drawn.filter((at) => within(at, reals, realRadii) > 0).length, drawn),
    recall: share(reals.filter((at) => within(at, drawn, drawnRadii) > 0).length, reals),
    density: drawn.reduce((sum, at) => sum + within(at, reals, realRadii), 0) / k / drawn.length,
    coverage: share(
      reals.filter((at, index) =>
        drawn.some((one) => distance(at, one) <= (realRadii[index] ?? NaN)),
      ).length,
      reals,
    ),
  }
}

describe('nearestDistances', () => {
  it('is Euclidean in grey levels from 0 to 1, and 0 for a copy', () => {
    const reference = Uint8Array.of(0, 0, 255, 0, 0, 255, 250, 250)
    const queries = Uint8Array.of(255, 0, 153, 204, 250, 250)
    const { distances, indices } = nearestDistances(queries, reference, 2)
    expect([...indices]).toEqual([1, 3, 3])
    expect(distances[0]).toBe(0)
    expect(distances[1]).toBeCloseTo(Math.hypot(97, 46) / 255, 6)
    expect(distances[2]).toBe(0)
  })

  it('finds the same in later blocks, and leaves no tensors', () => {
    const pixels = 9
    const reference = Uint8Array.from(
      { length: 1300 * pixels },
      (_, index) => (Math.imul(index + 1, 2654435761) >>> 8) % 256,
    )
    const copied = [3, 499, 500, 1299]
    const queries = Uint8Array.from(
      copied.flatMap((row) => [...reference.subarray(row * pixels, (row + 1) * pixels)]),
    )
    const before = memory().numTensors
    const { distances, indices } = nearestDistances(queries, reference, pixels)
    expect([...indices]).toEqual(copied)
    expect([...distances]).toEqual([0, 0, 0, 0])
    expect(memory().numTensors).toBe(before)
  })
})
