/** @file Rows of levels, as library and client write them for links. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodePartialImage } from '../../../src/http/partial-image/encode.ts'
import { encodeRows, type LevelRows } from '../../../src/http/partial-image/rows.ts'
import { partialImage } from '../../../src/sampling/partial-image.ts'
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

  it('may be typed arrays where all of them is observed', () => {
    const rows = ROWS.map((row) => row.map((level) => level ?? 7))
    const text = encodeRows(rows)
    for (const kind of [Uint8Array, Uint8ClampedArray, Float32Array])
      expect(encodeRows(rows.map((row) => kind.from(row)))).toBe(text)
    expect(encodeRows(ROWS.with(3, Uint8Array.from(rows[3] ?? []) as never))).toBe(
      encodeRows(ROWS.with(3, rows[3] ?? [])),
    )
  })

  it('are as many as the image of the model has', () => {
    const size = { rows: 2, columns: 3 }
    const rows = [
      [0, null, 255],
      [7, 0, null],
    ]
    expect(decoded(encodeRows(rows, size), 6)).toEqual(partialImage(rows.flat()))
    expect(() => encodeRows(ROWS, size)).toThrow('Got 28 rows, expected 2 of 3 levels or null')
  })

  const withRow = (row: unknown): LevelRows => ROWS.with(3, row as never)
  const withLevel = (level: unknown): LevelRows => withRow((ROWS[3] ?? []).with(5, level as null))
  const withoutRows = ROWS.slice(0, 3)
  withoutRows[27] = ROWS[27] ?? []
  const holes = (length: number, level: number) => {
    const row = Array<number>(length)
    row[14] = level
    return row
  }

  it.each<[string, LevelRows, string]>([
    ['none', [], 'Got 0 rows, expected 28 of 28 levels or null'],
    ['one too few', ROWS.slice(1), 'Got 27 rows, expected 28'],
    ['half as many, twice as long', Array(14).fill(Array(56).fill(0)), 'Got 14 rows, expected 28'],
    ['pixels without rows', new Uint8Array(784) as never, 'Got 784 rows, expected 28'],
    ['an empty row', withRow([]), 'Got 0 pixels in row 3, expected 28'],
    ['a row too short', withRow(Array(27).fill(0)), 'Got 27 pixels in row 3, expected 28'],
    ['a typed row too long', withRow(new Uint8Array(29)), 'Got 29 pixels in row 3, expected 28'],
    ['a number for a row', withRow(7), 'Got no pixels in row 3, expected 28'],
    ['nothing for a row', withRow(null), 'Got no pixels in row 3, expected 28'],
    ['holes for rows', withoutRows, 'Got no pixels in row 3, expected 28'],
    [
      'holes for levels',
      withRow(holes(28, 255)),
      'Got level undefined, expected null or an integer',
    ],
    ['a hole in each of 29', Array(28).fill(holes(29, 0)), 'Got 29 pixels in row 0, expected 28'],
    ['too much ink', withLevel(256), 'Got level 256, expected null or an integer from 0 to 255'],
    ['less than paper', withLevel(-1), 'Got level -1'],
    ['a fraction', withLevel(0.5), 'Got level 0.5'],
    ['no number', withLevel(Number.NaN), 'Got level NaN'],
    ['a text', withLevel('7'), 'Got level 7'],
    ['undefined', withLevel(undefined), 'Got level undefined'],
  ])('with %s are refused', (_what, rows, message) => {
    expect(() => encodeRows(rows)).toThrow(RangeError)
    expect(() => encodeRows(rows)).toThrow(message)
  })
})
