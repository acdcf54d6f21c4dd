import { describe, expect, it } from 'vitest'
import { omitBlock } from '../../scripts/completion/omission.ts'
import { seededGenerator } from '../../src/sampling/random.ts'

const DIGIT = { rows: 28, columns: 28 }
/** Of the image's area, what a block has at most. */
const LARGEST_BLOCK = 0.4
/** An image of ones without a block. */
function omitted(row: number, image = DIGIT, largest = LARGEST_BLOCK): Float32Array {
  const levels = new Float32Array(image.rows * image.columns).fill(1)
  omitBlock(levels, image, seededGenerator('omission', `test/${row}`), largest)
  return levels
}
/** What is missing: its pixels and the rectangle around them. */
function blockOf(levels: Float32Array, columns: number) {
  const pixels = [...levels.keys()].filter((pixel) => levels[pixel] === 0)
  const rows = pixels.map((pixel) => Math.floor(pixel / columns))
  const across = pixels.map((pixel) => pixel % columns)
  return {
    area: pixels.length,
    height: Math.max(...rows) - Math.min(...rows) + 1,
    width: Math.max(...across) - Math.min(...across) + 1,
    first: pixels[0],
    last: pixels.at(-1),
  }
}
const BLOCKS = Array.from({ length: 2000 }, (_, row) => blockOf(omitted(row), 28))

describe('input omission noise', () => {
  it('is one block of zeros, the rest as it was', () => {
    for (const { area, height, width } of BLOCKS) expect(area).toBe(height * width)
    expect(new Set(omitted(0))).toEqual(new Set([0, 1]))
  })

  it('is at most 40 % of the area: sides of 1 to 17 pixels, each as likely', () => {
    const heights = BLOCKS.map(({ height }) => height)
    expect([Math.min(...heights), Math.max(...heights)]).toEqual([1, 17])
    const mean = heights.reduce((sum, height) => sum + height, 0) / heights.length
    // Uniform on 1 to 17: mean 9, variance 24.
    expect(Math.abs(mean - 9)).toBeLessThan(4 * Math.sqrt(24 / BLOCKS.length))
    expect(Math.max(...BLOCKS.map(({ area }) => area))).toBeLessThanOrEqual(0.4 * 784)
  })

  it('reaches every edge', () => {
    expect(Math.min(...BLOCKS.map(({ first }) => first ?? 784))).toBe(0)
    expect(Math.max(...BLOCKS.map(({ last }) => last ?? 0))).toBe(783)
  })

  it('has sides of at most 40 % for a share of 0.16', () => {
    const sides = Array.from({ length: 500 }, (_, row) => blockOf(omitted(row, DIGIT, 0.16), 28))
    expect(Math.max(...sides.map(({ height }) => height))).toBe(11)
    expect(Math.max(...sides.map(({ width }) => width))).toBe(11)
  })

  it('is the same for a seed, and another for another', () => {
    expect(omitted(3)).toEqual(omitted(3))
    expect(omitted(4)).not.toEqual(omitted(3))
  })

  it('leaves an image alone that is too small for it', () => {
    expect([...omitted(0, { rows: 1, columns: 2 })]).toEqual([1, 1])
  })

  it('may be all for a share of 1', () => {
    expect([...omitted(0, { rows: 1, columns: 1 }, 1)]).toEqual([0])
  })

  it.each([0, -0.1, 1.1, NaN])('refuses a share of %s', (largest) => {
    expect(() => omitted(0, DIGIT, largest)).toThrow(/expected above 0 and at most 1/)
  })
})
