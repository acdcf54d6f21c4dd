import { describe, expect, it } from 'vitest'
import { gridScene, numberScene } from '../../src/rendering/scene.ts'
import { BLANK, block, IMAGE } from './digits.ts'

const places = (scene: { readonly digits: readonly { left: number; top: number }[] }) =>
  scene.digits.map(({ left, top }) => [left, top])

describe('gridScene', () => {
  it('is a digit alone with its padding', () => {
    const scene = gridScene([BLANK], IMAGE, { size: 100, columns: 1, padding: 7, gap: 3 })
    expect([scene.width, scene.height]).toEqual([114, 114])
    expect(scene.cell).toEqual({ width: 100, height: 100, slant: 0 })
    expect(places(scene)).toEqual([[7, 7]])
  })

  it('fills rows from the left, the last as far as digits go', () => {
    const digits = Array.from({ length: 5 }, () => BLANK)
    const scene = gridScene(digits, IMAGE, { size: 28, columns: 3, padding: 10, gap: 2 })
    expect([scene.width, scene.height]).toEqual([108, 78]) // 3 * 28 + 2 * 2 + 20, 2 * 28 + 2 + 20
    expect(places(scene)).toEqual([
      [10, 10],
      [40, 10],
      [70, 10],
      [10, 40],
      [40, 40],
    ])
  })

  it('gives the size to the longer side', () => {
    const wide = { rows: 2, columns: 4 }
    const scene = gridScene([new Float32Array(8)], wide, {
      size: 40,
      columns: 1,
      padding: 0,
      gap: 0,
    })
    expect([scene.width, scene.height]).toEqual([40, 20])
  })
})

describe('numberScene', () => {
  const narrow = block([10, 13], [4, 24])
  const broad = block([4, 24], [4, 24])
  const options = { size: 56, spacing: 0.25, slant: 0, padding: 3 }

  it('leaves the same paper between inks, whatever their widths', () => {
    // Twice the model's size; the margin is 3 + 8; from ink to ink are 14 pixels.
    const scene = numberScene([narrow, broad, narrow], IMAGE, options)
    expect(places(scene)).toEqual([
      [11 - 20, 3], // its ink begins in column 10, at pixel 20 of its cell
      [11 + 6 + 14 - 8, 3],
      [11 + 6 + 14 + 40 + 14 - 20, 3],
    ])
    expect([scene.width, scene.height]).toEqual([11 + 6 + 14 + 40 + 14 + 6 + 11, 56 + 6])
  })

  it('closes up for a negative spacing', () => {
    const [first, second] = numberScene([broad, broad], IMAGE, {
      ...options,
      spacing: -0.125,
    }).digits
    expect((second?.left ?? NaN) - (first?.left ?? NaN)).toBe(40 - 7)
  })

  it('has room for slanted ink on both sides', () => {
    const upright = numberScene([broad], IMAGE, options)
    for (const slant of [0.5, -0.5]) {
      const scene = numberScene([broad], IMAGE, { ...options, slant })
      expect(scene.width - upright.width).toBe(2 * 14) // half of 56 pixels, half of them a side
    }
  })

  it('gives a digit without ink its whole width', () => {
    expect(places(numberScene([BLANK, narrow], IMAGE, options))).toEqual([
      [11, 3],
      [11 + 56 + 14 - 20, 3],
    ])
  })

  it('is the same line at every size', () => {
    const line = (size: number) =>
      numberScene([narrow, broad, narrow], IMAGE, { ...options, size, padding: 0 })
    const small = line(28)
    const large = line(1024)
    const scale = 1024 / 28
    small.digits.forEach(({ left }, index) => {
      expect(Math.abs((large.digits[index]?.left ?? NaN) - left * scale)).toBeLessThan(scale)
    })
  })
})
