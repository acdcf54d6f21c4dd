import { describe, expect, it } from 'vitest'
import { encodeApng } from '../../src/rendering/apng.ts'
import { TRANSPARENT } from '../../src/rendering/colours.ts'
import { BLACK_ON_WHITE, palette, WHITE_ON_BLACK } from '../../src/rendering/inks.ts'
import { encodePng } from '../../src/rendering/png.ts'
import { decodeApng, decodePng } from './decoders.ts'

const frame = (start: number) => ({
  width: 7,
  height: 5,
  levels: Uint8Array.from({ length: 35 }, (_, index) => start + index),
})
const FRAMES = [frame(0), frame(100), frame(220)]
const TEAL_ON_NOTHING = {
  ink: { red: 0, green: 128, blue: 128, alpha: 255 },
  paper: TRANSPARENT,
}

describe('encodeApng', () => {
  it.each([
    { name: 'white on black', inks: WHITE_ON_BLACK },
    { name: 'black on white', inks: BLACK_ON_WHITE },
    { name: 'a colour on transparent paper', inks: TEAL_ON_NOTHING },
  ])('is read back by another decoder, frame by frame: $name', ({ inks }) => {
    const apng = encodeApng(FRAMES, inks, { framesPerSecond: 20, plays: 3 })
    const colours = palette(inks)
    const expected = FRAMES.map(({ levels, width, height }) => ({
      width,
      height,
      rgba: Uint8Array.from(
        Array.from(levels).flatMap((level) => [...colours.subarray(4 * level, 4 * level + 4)]),
      ),
    }))
    const { frames, delays, plays } = decodeApng(apng)
    expect(frames).toEqual(expected)
    expect(delays).toEqual([50, 50, 50]) // milliseconds
    expect(plays).toBe(3)
  })

  it('is the first frame to decoders of plain PNG', () => {
    const apng = encodeApng(FRAMES, WHITE_ON_BLACK, { framesPerSecond: 1, plays: 0 })
    expect(decodePng(apng)).toEqual(decodePng(encodePng(frame(0), WHITE_ON_BLACK)))
  })

  it('numbers its chunks and says how long each frame is shown', () => {
    const apng = encodeApng(FRAMES.slice(0, 2), WHITE_ON_BLACK, { framesPerSecond: 24, plays: 0 })
    const chunks = chunksOf(apng)
    expect(chunks.map(({ type }) => type)).toEqual([
      'IHDR',
      'acTL',
      'fcTL',
      'IDAT',
      'fcTL',
      'fdAT',
      'IEND',
    ])
    expect([...(chunks[1]?.data ?? [])]).toEqual([0, 0, 0, 2, 0, 0, 0, 0])
    const whole = [0, 0, 0, 7, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0] // width, height, x, y
    const shown = [0, 1, 0, 24, 0, 0] // a 24th of a second, no disposal, no blending
    expect([...(chunks[2]?.data ?? [])]).toEqual([0, 0, 0, 0, ...whole, ...shown])
    expect([...(chunks[4]?.data ?? [])]).toEqual([0, 0, 0, 1, ...whole, ...shown])
    expect([...(chunks[5]?.data.subarray(0, 4) ?? [])]).toEqual([0, 0, 0, 2])
  })

  it('refuses no frames, and frames of different sizes', () => {
    const options = { framesPerSecond: 1, plays: 0 }
    expect(() => encodeApng([], WHITE_ON_BLACK, options)).toThrow(
      new RangeError('Got no frame, expected one at least'),
    )
    for (const [width, height] of [
      [5, 5],
      [7, 7],
    ] as const) {
      const other = { width, height, levels: new Uint8Array(width * height) }
      expect(() => encodeApng([frame(0), other], WHITE_ON_BLACK, options)).toThrow(
        new RangeError(`Got a frame of ${width} x ${height} pixels, expected 7 x 5 as the first`),
      )
    }
  })
})

function chunksOf(png: Uint8Array) {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const chunks: { readonly type: string; readonly data: Uint8Array }[] = []
  for (let offset = 8; offset < png.length;) {
    const length = view.getUint32(offset)
    chunks.push({
      type: String.fromCharCode(...png.subarray(offset + 4, offset + 8)),
      data: png.subarray(offset + 8, offset + 8 + length),
    })
    offset += 12 + length
  }
  return chunks
}
