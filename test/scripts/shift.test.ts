import { describe, expect, it } from 'vitest'
import { shiftImages } from '../../scripts/training/shift.ts'

const IMAGE = { rows: 4, columns: 5 }
/** Where the one bright pixel of row 1, column 2 goes, or nowhere. */
function moved(image: number, most: number): readonly [down: number, across: number] | undefined {
  const levels = new Float32Array(20)
  levels[1 * 5 + 2] = 0.7
  shiftImages(new Set([levels]), IMAGE, most, () => `test/${image}`)
  const at = levels.findIndex((level) => level > 0)
  expect(levels.filter((level) => level > 0).length).toBe(at < 0 ? 0 : 1)
  return at < 0 ? undefined : [Math.floor(at / 5) - 1, (at % 5) - 2]
}

describe('shiftImages', () => {
  it('moves by each of the distances, all as often', () => {
    const ways = Array.from({ length: 900 }, (_, image) => moved(image, 1)?.join(' '))
    const times = Map.groupBy(ways, (way) => way)
    expect(times.size).toBe(9)
    // 100 of 900 each, deviation 9.4.
    for (const { length } of times.values()) expect(Math.abs(length - 100)).toBeLessThan(40)
  })

  it('loses what goes out, and brings nothing in from the other side', () => {
    const ways = Array.from({ length: 200 }, (_, image) => moved(image, 3))
    expect(ways).toContain(undefined)
    const downs = ways.flatMap((way) => (way === undefined ? [] : [way[0]]))
    expect([Math.min(...downs), Math.max(...downs)]).toEqual([-1, 2])
  })

  it('moves x and y alike, and each image its own way', () => {
    const whole = () => Float32Array.from({ length: 60 }, (_, pixel) => (pixel % 20) + 1)
    const [x, y] = [whole(), whole()]
    shiftImages(new Set([x, y]), IMAGE, 2, (image) => `${image}`)
    expect(y).toEqual(x)
    expect(x.subarray(20, 40)).not.toEqual(x.subarray(0, 20))
  })

  it('leaves images alone at a distance of 0', () => {
    expect(moved(0, 0)).toEqual([0, 0])
  })
})
