import { describe, expect, it } from 'vitest'
import { levelsAt } from '../../scripts/data/batches.ts'
import { withCutPixels } from '../../scripts/data/pixels.ts'
import { cutAtHalf, drawBlackOrWhite } from '../../scripts/training/draw.ts'

const PIXELS = 1000
const grey = (rows: number) => new Float32Array(rows * PIXELS).fill(0.3)
const rowOf = (levels: Float32Array, row: number) =>
  levels.subarray(row * PIXELS, (row + 1) * PIXELS)

describe('drawn pixels', () => {
  it('are black or white, with the grey level as probability', () => {
    const levels = grey(4)
    drawBlackOrWhite(levels, { start: 0, end: 4 }, 'seed', 1)
    expect(new Set(levels)).toEqual(new Set([0, 1]))
    const white = levels.reduce((sum, level) => sum + level, 0) / levels.length
    expect(Math.abs(white - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / levels.length))
  })

  it('are those of every second image, by its place in the batch', () => {
    const levels = grey(3)
    drawBlackOrWhite(levels, { start: 5, end: 8 }, 'seed', 2)
    expect([0, 1, 2].map((row) => rowOf(levels, row).includes(1))).toEqual([true, false, true])
    expect(rowOf(levels, 1)).toEqual(grey(1))
  })

  it('are the same whoever draws a row', () => {
    const [whole, part] = [grey(4), grey(2)]
    drawBlackOrWhite(whole, { start: 0, end: 4 }, 'seed', 1)
    drawBlackOrWhite(part, { start: 2, end: 4 }, 'seed', 1)
    expect(part).toEqual(whole.slice(2 * PIXELS))
  })
})

describe('cut pixels', () => {
  it('are those of a dataset that is cut, at every level', () => {
    const images = Uint8Array.from({ length: 256 }, (_, level) => level)
    const data = { rows: 16, columns: 16, labelCount: 1, images, labels: Uint8Array.of(0) }
    const [{ images: levels }, { outputs }] = [data, withCutPixels(data)].map((set) =>
      levelsAt(set, Uint32Array.of(0)),
    ) as [ReturnType<typeof levelsAt>, ReturnType<typeof levelsAt>]
    cutAtHalf(levels)
    expect(levels).toEqual(outputs)
  })
})
