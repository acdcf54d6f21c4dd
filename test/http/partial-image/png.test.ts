/** @file Partial images from PNG: every kind of file of the standard, and all that is wrong with others. */
import { Buffer } from 'node:buffer'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { PNG } from 'pngjs'
import UPNG from 'upng-js'
import { describe, expect, it } from 'vitest'
import { readPng } from '../../../src/http/body/png.ts'
import { concatenate, SIGNATURE } from '../../../src/rendering/png-chunks.ts'
import { chunk, header, png, type PngOptions } from './pngs.ts'

const SIZE = { rows: 28, columns: 28 }
const PIXELS = 784

/** Levels by pixel, null where not observed. */
const read = (file: Uint8Array): (number | null)[] => {
  const image = readPng(file, SIZE)
  if (typeof image === 'string') throw new Error(image)
  return Array.from(image.levels, (level, pixel) => (image.mask[pixel] === 1 ? level : null))
}

/** What was expected of a file. */
const told = (file: Uint8Array): string => {
  const image = readPng(file, SIZE)
  return typeof image === 'string' ? image : ''
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Any number of so many bits, by pixel and channel. */
const noise = (bits: number) => (pixel: number, channel: number) =>
  (pixel * 40_503 + channel * 9973 + (pixel >> 3) * 131) % 2 ** bits

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

  it.each([1, 2, 4])('of %i bits is refused', (depth) => {
    expect(told(png(noise(depth), { depth, interlaced: true }))).toContain('8 or 16 bits')
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

describe('what is no PNG of 28 x 28 pixels', () => {
  const good = png(noise(8))
  const withHeader = (data: readonly number[]) =>
    concatenate([SIGNATURE, chunk('IHDR', Uint8Array.from(data)), good.subarray(8 + 25)])
  const PLAIN = [0, 0, 0, 28, 0, 0, 0, 28]
  const badCrc = good.slice()
  badCrc[29] = (badCrc[29] ?? 0) ^ 1

  const files: Readonly<Record<string, readonly [Uint8Array, string]>> = {
    'an empty body': [new Uint8Array(), 'signature'],
    'a JPEG': [Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'signature'],
    'a signature alone': [SIGNATURE, 'cut off'],
    'one pixel': [png(() => 0, { width: 1, height: 1 }), 'these are 1 x 1'],
    'a row too many': [png(() => 0, { height: 29 }), 'these are 28 x 29'],
    'no pixel': [withHeader([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]), 'these are 0 x 0'],
    'a huge header': [
      withHeader([255, 255, 255, 255, 255, 255, 255, 255, 16, 6, 0, 0, 0]),
      'these are 4294967295 x 4294967295',
    ],
    'a short header': [withHeader(PLAIN), '13 bytes'],
    '3 bits a sample': [withHeader([...PLAIN, 3, 0, 0, 0, 0]), '1, 2, 4, 8, 16 bits'],
    '4 bits of colour': [withHeader([...PLAIN, 4, 2, 0, 0, 0]), '8, 16 bits'],
    '16 bits of an index': [withHeader([...PLAIN, 16, 3, 0, 0, 0]), '1, 2, 4, 8 bits'],
    'an unknown colour type': [withHeader([...PLAIN, 8, 5, 0, 0, 0]), 'colour type'],
    'an unknown compression': [withHeader([...PLAIN, 8, 0, 1, 0, 0]), 'compression'],
    'an unknown filter method': [withHeader([...PLAIN, 8, 0, 0, 1, 0]), 'filter method'],
    'an unknown interlacing': [withHeader([...PLAIN, 8, 0, 0, 0, 2]), 'interlace method'],
    'a second header': [png(noise(8), { extra: [header({ width: 5000 })] }), 'in this order'],
    'an unknown critical chunk': [
      png(noise(8), { extra: [chunk('ABCD', new Uint8Array())] }),
      'no ABCD',
    ],
    'a type that is no text': [
      png(noise(8), { extra: [chunk('A 1é', new Uint8Array())] }),
      'letters',
    ],
    'no pixels': [
      concatenate([SIGNATURE, header({}), chunk('IEND', new Uint8Array())]),
      'in this order',
    ],
    'no palette': [png(noise(8), { colourType: 3 }), 'PLTE'],
    'an empty palette': [png(() => 0, { colourType: 3, palette: [] }), 'palette'],
    'an index beyond the palette': [
      png(() => 2, { colourType: 3, palette: [0, 0, 0, 1, 1, 1] }),
      'palette',
    ],
    'a palette of 4 bytes': [png(() => 0, { colourType: 3, palette: [0, 0, 0, 1] }), 'palette'],
    'more alphas than colours': [
      png(() => 0, { colourType: 3, palette: [0, 0, 0], transparency: [0, 0] }),
      'palette',
    ],
    'transparency beside alpha': [png(noise(8), { colourType: 4, transparency: [0, 0] }), 'sound'],
    'a wrong checksum': [badCrc, 'CRC'],
    'too few pixels': [png(noise(8), { filtered: new Uint8Array(811) }), 'inflate to 812 bytes'],
    'too many pixels': [png(noise(8), { filtered: new Uint8Array(813) }), 'inflate to 812 bytes'],
    'a bomb': [png(noise(8), { filtered: new Uint8Array(40_000_000) }), 'inflate to 812 bytes'],
    'a bomb as small as pixels': [
      png(noise(8), { filtered: new Uint8Array(1_000_000) }),
      'inflate to 812',
    ],
    'pixels in too many pieces': [png(noise(8), { idatBytes: 5 }), 'at most 64 IDAT'],
    'thousands of empty pieces': [
      png(noise(8), { extra: Array<Uint8Array>(5000).fill(chunk('IDAT', new Uint8Array())) }),
      'at most 64 IDAT',
    ],
    'a filter of no known type': [
      png(noise(8), { filtered: new Uint8Array(812).fill(9) }),
      'filter',
    ],
  }

  it.each(Object.keys(files))('is told of %s', (name) => {
    const [file, expected] = files[name] ?? [good, 'nothing']
    const start = performance.now()
    expect(told(file)).toContain(expected)
    expect(performance.now() - start).toBeLessThan(500)
  })

  it('is told of every beginning of a file', () => {
    const options: PngOptions = {
      colourType: 3,
      palette: [0, 0, 0, 255, 255, 255],
      transparency: [0],
    }
    for (const file of [good, png((pixel) => pixel % 2, options)])
      for (let length = 0; length < file.length; length++)
        expect([length, told(file.subarray(0, length))]).not.toEqual([length, ''])
  })

  it('is told for any changed byte, or it is another image: never thrown', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), fc.nat(2), (at, by, kind) => {
        const file = png(noise(8), { colourType: [0, 2, 6][kind] ?? 0 })
        file[at % file.length] = by
        const image = readPng(file, SIZE)
        expect(typeof image === 'string' ? image.length : image.mask.length).toBeGreaterThan(5)
      }),
      { numRuns: 1000 },
    )
  })
})
