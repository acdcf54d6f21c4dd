/** @file Rows of levels, as library and client write them for links. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodePartialImage } from '../../../src/http/partial-image/encode.ts'
import { encodeRows, type LevelRows } from '../../../src/http/partial-image/rows.ts'
import { jsonOf, ROWS, X } from '../completing.ts'
import { decoded, partialImages, PIXELS } from './images.ts'

describe('rows of levels', () => {
  it('are read as the image that they are', () => {
    fc.assert(
      fc.property(partialImages(PIXELS), ({ levels, mask }) => {
        const rows = Array.from({ length: 28 }, (_, row) =>
          Array.from({ length: 28 }, (_column, column) => {
            const pixel = 28 * row + column
            return mask[pixel] === 1 ? (levels[pixel] ?? 0) : null
          }),
        )
        const text = encodeRows(rows)
        expect(decoded(text)).toEqual({ levels, mask })
        expect(text).toBe(encodePartialImage({ levels, mask }))
      }),
      { numRuns: 100 },
    )
  })

  it('are what GET /complete completes', async () => {
    expect(encodeRows(ROWS)).toBe(X)
    const { pixels } = await jsonOf<{ pixels: number[][] }>(
      `/complete?x=${encodeRows(ROWS)}&seed=ada&format=json`,
    )
    const kept = ROWS.map((row, y) =>
      row.map((level, column) => (level === null ? null : pixels[y]?.[column])),
    )
    expect(kept).toEqual(ROWS)
  })

  it.each<[LevelRows, string]>([
    [[], 'Got no pixels, expected rows of levels or null'],
    [[[]], 'Got no pixels'],
    [[[0, 1], [2]], 'Got rows of 2 and of 1 pixels'],
    [[[0, 256]], 'Got level 256, expected null or an integer from 0 to 255'],
    [[[-1]], 'Got level -1'],
    [[[0.5]], 'Got level 0.5'],
    [[[Number.NaN]], 'Got level NaN'],
    [[[undefined as unknown as null]], 'Got level undefined'],
  ])('%j are refused', (rows, message) => {
    expect(() => encodeRows(rows)).toThrow(message)
  })
})
