import { describe, expect, it } from 'vitest'
import { TRANSPARENT, WHITE } from '../../src/rendering/colours.ts'
import { BLACK_ON_WHITE, palette, WHITE_ON_BLACK, type Inks } from '../../src/rendering/inks.ts'
import { encodePng } from '../../src/rendering/png.ts'
import { decodePng } from './decoders.ts'

const TEAL = { red: 0, green: 128, blue: 128, alpha: 255 }

/** The types of a PNG's chunks, in order. */
function chunkTypes(png: Uint8Array): string[] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const types: string[] = []
  for (let offset = 8; offset < png.length; offset += 12 + view.getUint32(offset))
    types.push(String.fromCharCode(...png.subarray(offset + 4, offset + 8)))
  return types
}

/** What each pixel should be, by its level of ink. */
function expectedPixels(levels: Uint8Array, inks: Inks): Uint8Array {
  const colours = palette(inks)
  const expected = new Uint8Array(4 * levels.length)
  levels.forEach((level, pixel) =>
    expected.set(colours.subarray(4 * level, 4 * level + 4), 4 * pixel),
  )
  return expected
}

describe('encodePng', () => {
  const cases = [
    { inks: WHITE_ON_BLACK, name: 'white on black', type: 0, chunks: ['IHDR', 'IDAT', 'IEND'] },
    { inks: BLACK_ON_WHITE, name: 'black on white', type: 0, chunks: ['IHDR', 'IDAT', 'IEND'] },
    {
      inks: { ink: TEAL, paper: WHITE },
      name: 'a colour',
      type: 3,
      chunks: ['IHDR', 'PLTE', 'IDAT', 'IEND'],
    },
    {
      inks: { ink: TEAL, paper: TRANSPARENT },
      name: 'transparent paper',
      type: 3,
      chunks: ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'],
    },
  ]

  describe.each(cases)('with $name', ({ inks, type, chunks }) => {
    it.each([
      { width: 1, height: 1 },
      { width: 28, height: 28 },
      { width: 5, height: 300 },
      { width: 300, height: 5 },
    ])('is read back by another decoder: $width x $height', ({ width, height }) => {
      const levels = Uint8Array.from({ length: width * height }, (_, index) => (index * 7919) % 256)
      const decoded = decodePng(encodePng({ levels, width, height }, inks))
      expect(decoded).toEqual({ width, height, rgba: expectedPixels(levels, inks) })
    })

    it('has the colour type and the chunks that it needs', () => {
      const png = encodePng({ levels: new Uint8Array(6), width: 3, height: 2 }, inks)
      expect(chunkTypes(png)).toEqual(chunks)
      const header = [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 3, 0, 0, 0, 2, 8, type, 0, 0, 0]
      expect([...png.subarray(8, 29)]).toEqual(header)
    })
  })
})
