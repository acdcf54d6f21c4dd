/** @file Partial images from PNG: every kind of file of the standard. */
import { Buffer } from 'node:buffer'
import { deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import UPNG from 'upng-js'
import { describe, expect, it } from 'vitest'
import { readPng } from '../../../src/http/body/png.ts'
import { concatenate } from '../../../src/rendering/png-chunks.ts'
import { chunk, noise, png } from './pngs.ts'

const SIZE = { rows: 28, columns: 28 }
const PIXELS = 784

/** Levels by pixel, null where not observed. */
const read = (file: Uint8Array): (number | null)[] => {
  const image = readPng(file, SIZE)
  if (typeof image === 'string') throw new Error(image)
  return Array.from(image.levels, (level, pixel) => (image.mask[pixel] === 1 ? level : null))
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('a PNG of grey', () => {
  it.each([1, 2, 4, 8, 16])('of %i bits', (depth) => {
    const sample = noise(depth)
    const expected = range(PIXELS).map((pixel) =>
      Math.round((255 * sample(pixel, 0)) / (2 ** depth - 1)),
    )
    expect(read(png(sample, { depth }))).toEqual(expected)
  })

  it.each([1, 2, 4, 8, 16])('of %i bits, of which one level is transparent', (depth) => {
    const sample = noise(depth)
    const level = sample(5, 0)
    const file = png(sample, { depth, transparency: [level >> 8, level & 255] })
    const expected = range(PIXELS).map((pixel) =>
      sample(pixel, 0) === level ? null : Math.round((255 * sample(pixel, 0)) / (2 ** depth - 1)),
    )
    expect(expected).toContain(null)
    expect(read(file)).toEqual(expected)
  })

  it('of which one level is transparent, told in more bits than samples have', () => {
    const sample = noise(4)
    const level = sample(5, 0)
    const told = (bits: number) => png(sample, { depth: 4, transparency: [bits, level] })
    expect(read(told(0x70))).toEqual(read(told(0)))
  })

  it.each([8, 16])('with alpha, of %i bits: below 128 is not observed', (depth) => {
    const most = 2 ** depth - 1
    const alphas = [0, 127, 128, 255].map((alpha) => (alpha * most) / 255)
    const sample = (pixel: number, channel: number) =>
      channel === 1 ? (alphas[pixel % 4] ?? 0) : noise(depth)(pixel, 0)
    const expected = range(PIXELS).map((pixel) =>
      pixel % 4 < 2 ? null : Math.round((255 * sample(pixel, 0)) / most),
    )
    expect(read(png(sample, { depth, colourType: 4 }))).toEqual(expected)
  })
})

const luma = (red: number, green: number, blue: number) =>
  Math.round(0.299 * red + 0.587 * green + 0.114 * blue)

describe('a PNG of colours', () => {
  it.each([2, 6].flatMap((colourType) => [8, 16].map((depth) => ({ colourType, depth }))))(
    'of type $colourType, of $depth bits: their luma',
    ({ colourType, depth }) => {
      const to8 = (value: number) => Math.round((255 * value) / (2 ** depth - 1))
      const sample = noise(depth)
      const expected = range(PIXELS).map((pixel) => {
        const [red = 0, green = 0, blue = 0, alpha = 0] = range(4).map((channel) =>
          to8(sample(pixel, channel)),
        )
        return colourType === 6 && alpha < 128 ? null : luma(red, green, blue)
      })
      expect(read(png(sample, { colourType, depth }))).toEqual(expected)
    },
  )

  it('with one that is transparent', () => {
    const sample = (pixel: number, channel: number) =>
      (pixel % 2 === 0 ? [1, 2, 3] : [1, 2, 4])[channel] ?? 0
    const file = png(sample, { colourType: 2, transparency: [0, 1, 0, 2, 0, 3] })
    expect(read(file)).toEqual(range(PIXELS).map((pixel) => (pixel % 2 === 0 ? null : 2)))
  })

  it.each([1, 2, 4, 8])('of a palette, of %i bits, with alpha for some', (depth) => {
    const size = Math.min(2 ** depth, 200)
    const palette = range(size).flatMap((index) => [index, index, index])
    const sample = (pixel: number) => pixel % size
    const file = png(sample, { depth, colourType: 3, palette, transparency: [127, 128] })
    expect(read(file)).toEqual(
      range(PIXELS).map((pixel) => (pixel % size === 0 ? null : pixel % size)),
    )
  })
})

describe('a PNG of Adam7', () => {
  it.each([0, 2, 4, 6].flatMap((colourType) => [8, 16].map((depth) => ({ colourType, depth }))))(
    'of type $colourType, of $depth bits, is that without',
    ({ colourType, depth }) => {
      const options = { colourType, depth }
      const sample = noise(depth)
      expect(read(png(sample, { ...options, interlaced: true }))).toEqual(
        read(png(sample, options)),
      )
    },
  )

  it('is one for other decoders too', () => {
    const file = png(noise(8), { interlaced: true })
    const { data } = PNG.sync.read(Buffer.from(file))
    expect(read(file)).toEqual(Array.from(data).filter((_, index) => index % 4 === 0))
  })
})

describe('a PNG of other encoders', () => {
  const grey = range(PIXELS).map((pixel) => noise(8)(pixel, 0))
  const rgba = Uint8Array.from(
    grey.flatMap((level, pixel) => [level, level, level, pixel % 3 === 0 ? 0 : 255]),
  )
  const expected = grey.map((level, pixel) => (pixel % 3 === 0 ? null : level))

  it.each([-1, 0, 1, 2, 3, 4])('pngjs, filter %i', (filterType) => {
    const image = new PNG({ width: 28, height: 28, filterType: filterType as never })
    image.data = Buffer.from(rgba)
    expect(read(new Uint8Array(PNG.sync.write(image)))).toEqual(expected)
  })

  it('UPNG, true colours and a palette', () => {
    expect(read(new Uint8Array(UPNG.encode([rgba.buffer], 28, 28, 0)))).toEqual(expected)
    const few = rgba.map((value, index) => (index % 4 === 3 ? value : value & 128))
    expect(read(new Uint8Array(UPNG.encode([few.buffer], 28, 28, 0)))).toEqual(
      expected.map((level) => (level === null ? null : level & 128)),
    )
  })
})

describe('a PNG with more than it needs', () => {
  it('in as many IDATs as are read', () => {
    const extra = Array<Uint8Array>(63).fill(chunk('IDAT', new Uint8Array()))
    expect(read(png(noise(8), { extra }))).toEqual(read(png(noise(8))))
  })

  it('in many IDATs, with text, profile, animation and what comes after its end', () => {
    const zeros = new Uint8Array(deflateSync(new Uint8Array(50_000_000)))
    const extra = [
      chunk('tEXt', Uint8Array.from([65, 0, 66])),
      // A bomb in what nobody reads.
      chunk('iCCP', concatenate([Uint8Array.from([65, 0, 0]), zeros])),
      chunk('zTXt', concatenate([Uint8Array.from([65, 0, 0]), zeros.subarray(0, 100)])),
      chunk('acTL', new Uint8Array(8)),
    ]
    const file = png(noise(8), { extra, idatBytes: 10 })
    expect(read(concatenate([file, Uint8Array.of(1, 2, 3)]))).toEqual(read(png(noise(8))))
  })
})
