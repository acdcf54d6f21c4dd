import { describe, expect, it } from 'vitest'
import { keep } from '../../../src/http/partial-image/keep.ts'
import { PARTS } from '../../../src/networks/quadrants.ts'

/** The mask of a part of 4 x 4 pixels, or of 3 x 3, as rows of text. */
const rowsOf = (part: (typeof PARTS)[number], side: number): string[] => {
  const { mask } = keep(new Uint8Array(side * side).fill(9), side, part)
  return Array.from({ length: side }, (_, row) => mask.slice(row * side, (row + 1) * side).join(''))
}

describe('parts of an image', () => {
  it.each([
    ['lower-left', ['0000', '0000', '1100', '1100']],
    ['left', ['1100', '1100', '1100', '1100']],
    ['top', ['1111', '1111', '0000', '0000']],
    ['all-but-upper-right', ['1100', '1100', '1111', '1111']],
  ] as const)('%s', (part, rows) => {
    expect(rowsOf(part, 4)).toEqual(rows)
  })

  it('have the middle of an odd side in the upper and left ones', () => {
    expect(rowsOf('upper-left', 3)).toEqual(['110', '110', '000'])
    expect(rowsOf('lower-right', 3)).toEqual(['000', '000', '001'])
  })

  it('keep the levels of what is observed alone', () => {
    const levels = Uint8Array.of(1, 2, 3, 4)
    expect(keep(levels, 2, 'right')).toEqual({
      levels: Uint8Array.of(0, 2, 0, 4),
      mask: Uint8Array.of(0, 1, 0, 1),
    })
  })

  it('are twelve: each and its complement', () => {
    const masks = PARTS.map((part) => rowsOf(part, 4).join(''))
    expect(new Set(masks).size).toBe(12)
    for (const mask of masks)
      expect(masks).toContain(mask.replaceAll(/[01]/g, (bit) => (bit === '0' ? '1' : '0')))
  })
})
