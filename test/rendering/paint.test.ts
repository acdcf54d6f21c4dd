import { describe, expect, it } from 'vitest'
import { greyLevel, logitOfLevel } from '../../src/rendering/levels.ts'
import { inkBoxes, paint } from '../../src/rendering/paint.ts'
import { gridScene, numberScene, type Scene } from '../../src/rendering/scene.ts'
import { renderAt, type GreyImage } from '../../src/rendering/upsample.ts'
import { BLANK, block, IMAGE, RING } from './digits.ts'

/** A part of a picture, row by row. */
function crop({ levels, width }: GreyImage, left: number, top: number, size: number): number[] {
  return Array.from({ length: size }, (_, row) => [
    ...levels.subarray((top + row) * width + left, (top + row) * width + left + size),
  ]).flat()
}

describe('paint', () => {
  it.each([28, 56, 100])('puts digits of %i pixels where the scene has them', (size) => {
    const digits = [RING, block([4, 24], [4, 24]), RING]
    const picture = paint(gridScene(digits, IMAGE, { size, columns: 2, padding: 5, gap: 3 }))
    const far = 5 + size + 3
    const alone = (logits: Float32Array) => [...renderAt({ logits, ...IMAGE }, size).levels]
    expect(crop(picture, 5, 5, size)).toEqual(alone(RING))
    expect(crop(picture, far, 5, size)).toEqual(alone(block([4, 24], [4, 24])))
    expect(crop(picture, 5, far, size)).toEqual(alone(RING))
    expect(crop(picture, far, far, size).every((level) => level === 0)).toBe(true)
  })

  it('keeps the more ink where digits meet', () => {
    const scene = numberScene([RING, RING], IMAGE, {
      size: 28,
      spacing: -0.3,
      slant: 0,
      padding: 0,
    })
    const [first, second] = scene.digits
    const picture = paint(scene)
    const levelIn = (left: number | undefined, x: number, y: number) =>
      greyLevel(
        x >= (left ?? 0) && x < (left ?? 0) + 28 ? (RING[y * 28 + x - (left ?? 0)] ?? 0) : -99,
      )
    picture.levels.forEach((level, pixel) => {
      const [x, y] = [pixel % scene.width, Math.floor(pixel / scene.width)]
      expect(level).toBe(Math.max(levelIn(first?.left, x, y), levelIn(second?.left, x, y)))
    })
  })

  it.each([
    { size: 28, slant: 0 },
    { size: 56, slant: 0 },
    { size: 56, slant: 0.4 },
  ])('cuts off what lies outside: $size pixels, slant $slant', ({ size, slant }) => {
    const placedAt = (left: number, top: number, side: number): Scene => ({
      image: IMAGE,
      width: side,
      height: side,
      cell: { width: size, height: size, slant },
      digits: [{ logits: RING, left, top }],
    })
    const whole = paint(placedAt(2 * size, 2 * size, 5 * size))
    for (const [left, top] of [
      [-10, -9],
      [11, 7],
      [0, 1 - size],
      [-2 * size, 0],
      [0, 2 * size],
    ] as const) {
      const cut = paint(placedAt(left, top, size))
      expect([...cut.levels]).toEqual(crop(whole, 2 * size - left, 2 * size - top, size))
    }
  })
})

describe('slant', () => {
  const slanted = (slant: number) => {
    const bar = block([13, 15], [4, 24])
    return numberScene([bar], IMAGE, { size: 280, spacing: 0, slant, padding: 0 })
  }

  /** Middle of the ink in a row of a tenth of the model's pixels. */
  function middleAt(picture: GreyImage, y: number): number {
    const row = picture.levels.subarray(y * picture.width, (y + 1) * picture.width)
    return (row.indexOf(255) + row.lastIndexOf(255)) / 2
  }

  it.each([0.5, -0.25])('of %f leans by as much a pixel, about the middle', (slant) => {
    const picture = paint(slanted(slant))
    const upright = paint(slanted(0))
    const margin = (picture.width - upright.width) / 2
    for (const y of [60, 100, 140, 180, 220]) {
      const expected = middleAt(upright, y) + margin + slant * (139.5 - y)
      expect(Math.abs(middleAt(picture, y) - expected)).toBeLessThan(1)
    }
  })

  it('does not blur', () => {
    const soft = ({ levels }: GreyImage) =>
      levels.filter((level) => level > 12 && level < 243).length / (4 * 200) // pixels an edge, a row
    expect(soft(paint(slanted(0.3)))).toBeLessThan(3)
  })
})

describe('inkBoxes', () => {
  it.each([28, 56, 280])('are tight at %i pixels', (size) => {
    const scale = size / 28
    const digits = [block([10, 13], [4, 24]), block([4, 24], [7, 9])]
    const scene = gridScene(digits, IMAGE, { size, columns: 1, padding: 5, gap: 2 })
    expect(inkBoxes(scene)).toEqual([
      { x: 5 + 10 * scale, y: 5 + 4 * scale, width: 3 * scale, height: 20 * scale },
      { x: 5 + 4 * scale, y: 5 + size + 2 + 7 * scale, width: 20 * scale, height: 2 * scale },
    ])
  })

  it('lie inside the picture, slanted too, and hold all ink', () => {
    const digits = [RING, block([12, 15], [4, 24]), RING]
    for (const slant of [-0.5, 0, 0.5]) {
      const scene = numberScene(digits, IMAGE, { size: 112, spacing: 0.1, slant, padding: 2 })
      const boxes = inkBoxes(scene)
      const { levels, width, height } = paint(scene)
      for (const { x, y, ...box } of boxes) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
        expect(x + box.width).toBeLessThanOrEqual(width)
        expect(y + box.height).toBeLessThanOrEqual(height)
      }
      const outside = levels.filter(
        (level, pixel) =>
          level >= 128 &&
          !boxes.some((box) => {
            const [x, y] = [pixel % width, Math.floor(pixel / width)]
            return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height
          }),
      )
      expect(outside).toHaveLength(0)
    }
  })

  it('hold what is half ink or more', () => {
    const logits = BLANK.slice()
    logits[28 * 3 + 5] = logitOfLevel(127)
    logits[28 * 7 + 11] = logitOfLevel(128)
    const scene = gridScene([logits], IMAGE, { size: 28, columns: 1, padding: 0, gap: 0 })
    expect(inkBoxes(scene)).toEqual([{ x: 11, y: 7, width: 1, height: 1 }])
  })

  it('is the whole cell of a digit without ink', () => {
    const scene = gridScene([BLANK], IMAGE, { size: 50, columns: 1, padding: 4, gap: 0 })
    expect(inkBoxes(scene)).toEqual([{ x: 4, y: 4, width: 50, height: 50 }])
  })
})
