import { describe, expect, it } from 'vitest'
import { normalizedMap } from '../../scripts/training/normalization.ts'
import { distortImages } from '../../scripts/training/distortion.ts'
import { readTraining } from '../../scripts/data/dataset.ts'

/** A stroke of two pixels across and three down, at the left of an image of 7 x 7. */
function corner(): Float32Array {
  const levels = new Float32Array(49)
  for (const pixel of [15, 16, 22, 29]) levels[pixel] = 1
  return levels
}

describe('normalizedMap', () => {
  it('is about the centre of mass', () => {
    const { about } = normalizedMap(corner(), 7, [0, 0, 0, 0]) ?? {}
    // Rows 2, 2, 3 and 4; columns 1, 2, 1 and 1.
    expect(about).toEqual({ down: 2.75, across: 1.25 })
  })

  it('leaves places where they are that a stretch would only make longer', () => {
    // Old places are half as far away as new ones: the image would be twice as large.
    expect(normalizedMap(corner(), 7, [-0.5, 0, 0, -0.5])?.matrix).toEqual([0, 0, 0, 0])
  })

  it('shrinks what a stretch makes longer', () => {
    // Twice as long down, as wide as before: at the old length, half as wide.
    expect(normalizedMap(corner(), 7, [-0.5, 0, 0, 0])?.matrix).toEqual([0, 0, 0, 1])
  })

  it('takes no faint pixel for ink', () => {
    const levels = corner()
    levels[20] = 0.49
    expect(normalizedMap(levels, 7, [-0.5, 0, 0, 0])?.matrix).toEqual([0, 0, 0, 1])
  })

  it('lets the longer side be another one than before', () => {
    // Four times as wide, 1 to 4 pixels, which is twice the length of 2: all is halved.
    expect(normalizedMap(corner(), 7, [0, 0, 0, -0.75])?.matrix).toEqual([1, 0, 0, -0.5])
  })

  it('has no scale of a single pixel, and is none of an image without ink', () => {
    const levels = new Float32Array(49)
    expect(normalizedMap(levels, 7, [0.1, 0, 0, 0])).toBeUndefined()
    levels[24] = 1
    expect(normalizedMap(levels, 7, [0.25, 0, 0, 0])?.matrix).toEqual([0.25, 0, 0, 0])
  })
})

describe('distortImages, normalized', () => {
  const { training } = readTraining(undefined, 10)
  const image = { rows: 28, columns: 28 }
  const digits = (count: number) =>
    Float32Array.from(training.images.subarray(0, 784 * count), (level) => level / 255)
  const centre = (levels: Float32Array) => normalizedMap(levels, 28, [0, 0, 0, 0])?.about
  const side = (levels: Float32Array) => {
    const places = [...levels.keys()].filter((pixel) => (levels[pixel] ?? 0) >= 0.5)
    const extent = (numbers: number[]) => Math.max(...numbers) - Math.min(...numbers)
    return Math.max(
      extent(places.map((pixel) => Math.floor(pixel / 28))),
      extent(places.map((pixel) => pixel % 28)),
    )
  }

  it("keeps the centre of mass and the longer side of MNIST's digits", () => {
    const [before, after] = [digits(40), digits(40)]
    distortImages(
      new Set([after]),
      image,
      { most: 0.2, normalized: true, contrast: 1 },
      (row) => `${row}`,
    )
    for (let start = 0; start < before.length; start += 784) {
      const [old, moved] = [before, after].map((all) => all.subarray(start, start + 784)) as [
        Float32Array,
        Float32Array,
      ]
      expect(moved).not.toEqual(old)
      expect(Math.abs(side(moved) - side(old))).toBeLessThanOrEqual(2)
      expect(Math.abs((centre(moved)?.down ?? 0) - (centre(old)?.down ?? 0))).toBeLessThan(0.15)
      expect(Math.abs((centre(moved)?.across ?? 0) - (centre(old)?.across ?? 0))).toBeLessThan(0.15)
    }
  })

  it('moves y as x is moved, whatever y is', () => {
    const [x, y] = [digits(2), digits(2)]
    y.fill(0, 0, 784)
    distortImages(new Set([x, y]), image, { most: 0.2, normalized: true, contrast: 1 }, () => 'a')
    expect(y.subarray(784)).toEqual(x.subarray(784))
    expect(Math.max(...y.subarray(0, 784))).toBe(0)
  })
})
