import { describe, expect, it } from 'vitest'
import { distortImages } from '../../scripts/training/distortion.ts'

const IMAGE = { rows: 9, columns: 9 }
const plain = (most: number) => ({ most, normalized: false, contrast: 1 })
/** Levels that rise evenly from 0 on the left to 0.8 on the right: cubics keep straight lines. */
const slope = () => Float32Array.from({ length: 81 }, (_, pixel) => (pixel % 9) / 10)

describe('distortImages', () => {
  it('maps linearly about the middle, by at most its share', () => {
    for (let image = 0; image < 50; image++) {
      const levels = slope()
      distortImages(new Set([levels]), IMAGE, plain(0.2), () => `test/${image}`)
      const at = (row: number, column: number) => levels[row * 9 + column] as number
      expect(at(4, 4)).toBeCloseTo(0.4, 6)
      const [down, across] = [at(5, 4) - at(4, 4), at(4, 5) - at(4, 4)]
      expect(Math.abs(down)).toBeLessThanOrEqual(0.02 + 1e-6)
      expect(Math.abs(across - 0.1)).toBeLessThanOrEqual(0.02 + 1e-6)
      expect(at(6, 3)).toBeCloseTo(0.4 + 2 * down - across, 5)
    }
  })

  it('uses the whole range of its maps, both ways', () => {
    const steps = Array.from({ length: 300 }, (_, image) => {
      const levels = slope()
      distortImages(new Set([levels]), IMAGE, plain(0.2), () => `test/${image}`)
      return (levels[5 * 9 + 4] as number) - 0.4
    })
    expect(Math.min(...steps)).toBeLessThan(-0.018)
    expect(Math.max(...steps)).toBeGreaterThan(0.018)
    // Mean of 300 numbers whose deviation is 0.02 / sqrt(3).
    expect(Math.abs(steps.reduce((sum, step) => sum + step, 0) / 300)).toBeLessThan(0.003)
  })

  it('brings nothing in over an edge and stays within the levels', () => {
    const levels = new Float32Array(81).fill(1)
    distortImages(new Set([levels]), IMAGE, plain(0.9), () => 'edge/3')
    expect(Math.min(...levels)).toBe(0)
    expect(Math.max(...levels)).toBe(1)
    expect(levels[4 * 9 + 4]).toBe(1)
  })

  it('takes back what interpolation blurs: levels are further from a half, within 0 and 1', () => {
    const [before, after] = [slope(), slope()]
    distortImages(new Set([before]), IMAGE, plain(0.1), () => 'contrast')
    distortImages(new Set([after]), IMAGE, { ...plain(0.1), contrast: 1.5 }, () => 'contrast')
    const expected = before.map((level) => Math.min(1, Math.max(0, 0.5 + 1.5 * (level - 0.5))))
    after.forEach((level, pixel) => expect(level).toBeCloseTo(expected[pixel] as number, 6))
    expect(Math.min(...after)).toBe(0)
  })

  it('distorts x and y alike, each image its own way, and a seed always the same way', () => {
    const two = () => Float32Array.from([...slope(), ...slope()])
    const [x, y, again] = [two(), two(), two()]
    distortImages(new Set([x, y]), IMAGE, plain(0.2), (image) => `${image}`)
    distortImages(new Set([again]), IMAGE, plain(0.2), (image) => `${image}`)
    expect(y).toEqual(x)
    expect(again).toEqual(x)
    expect(x.subarray(81)).not.toEqual(x.subarray(0, 81))
  })
})
