import { describe, expect, it } from 'vitest'
import { ERROR_INKS, errorPicture, errorSvg } from '../../src/rendering/error-picture.ts'
import { encodePng } from '../../src/rendering/png.ts'
import type { GreyImage } from '../../src/rendering/upsample.ts'
import { decodePng, rasterizeSvg } from './decoders.ts'

/** Rows of a glyph at 8 pixels from the edges, four pixels of the picture to one of the font. */
function firstGlyph({ levels, width }: GreyImage): string[] {
  return Array.from({ length: 7 }, (_, row) =>
    Array.from({ length: 5 }, (_column, column) =>
      levels[(8 + 4 * row) * width + 8 + 4 * column] === 255 ? '#' : '.',
    ).join(''),
  )
}

describe('errorPicture', () => {
  it('draws text that can be read', () => {
    expect(firstGlyph(errorPicture(['400']))).toEqual([
      '...#.',
      '..##.',
      '.#.#.',
      '#..#.',
      '#####',
      '...#.',
      '...#.',
    ])
    expect(firstGlyph(errorPicture(['g']))).not.toEqual(firstGlyph(errorPicture(['q'])))
  })

  it('shows other characters than ASCII as question marks', () => {
    const question = firstGlyph(errorPicture(['?']))
    for (const text of ['é', '🐙', '\u007F', '\u0000'])
      expect(firstGlyph(errorPicture([text]))).toEqual(question)
  })

  it('is as large as its text', () => {
    // Characters of 6 x 4 and 6 x 2 pixels, lines of 10 x 4 and 10 x 2, 8 around.
    const { width, height, levels } = errorPicture(['400', 'size', 'a longer line'])
    expect([width, height]).toEqual([13 * 12 + 16, 40 + 20 + 20 + 16])
    expect(levels).toHaveLength(width * height)
    expect(errorPicture(['']).width).toBe(16)
  })

  it('cuts long lines, and lines beyond the sixth', () => {
    const long = errorPicture(['400', 'x'.repeat(1000)])
    expect(long.width).toBe(32 * 12 + 16)
    expect(errorPicture(Array<string>(100).fill('x')).height).toBe(40 + 5 * 20 + 16)
  })

  it('is a red PNG', () => {
    const { rgba } = decodePng(encodePng(errorPicture(['400']), ERROR_INKS))
    expect([...rgba.subarray(0, 4)]).toEqual([255, 255, 255, 255])
    const inked = rgba.some((_, index) => rgba[index] === 0xb0 && rgba[index + 2] === 0x20)
    expect(inked).toBe(true)
  })
})

describe('errorSvg', () => {
  const lines = ['400', 'label: got "<script>"', '&']

  it('has the size of the bitmap', () => {
    const { width, height } = errorPicture(lines)
    const decoded = rasterizeSvg(errorSvg(lines))
    expect([decoded.width, decoded.height]).toEqual([width, height])
  })

  it('escapes the text, in the title too', () => {
    const svg = errorSvg(lines)
    expect(svg).not.toContain('<script')
    expect(svg.match(/label: got &quot;&lt;script&gt;&quot;/g)).toHaveLength(2)
  })
})
