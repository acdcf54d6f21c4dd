/** @file What is no PNG of a partial image is told of, never thrown. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPng } from '../../../src/http/body/png.ts'
import { concatenate, SIGNATURE } from '../../../src/rendering/png-chunks.ts'
import { chunk, header, noise, png, type PngOptions } from './pngs.ts'

const SIZE = { rows: 28, columns: 28 }

const TEXT = chunk('tEXt', Uint8Array.of(65, 0, 66))

/** What was expected of a file. */
const told = (file: Uint8Array): string => {
  const image = readPng(file, SIZE)
  return typeof image === 'string' ? image : ''
}

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
    'text before the header': [png(noise(8), { first: [TEXT] }), 'IHDR first'],
    'text between two pieces of pixels': [
      png(noise(8), { idatBytes: 200, between: [TEXT] }),
      'IDAT with nothing between',
    ],
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
    'a wrong checksum': [badCrc, 'CRC'],
    'a wrong checksum of the pixels': [
      png(noise(8), { stream: (whole) => concatenate([whole.subarray(0, -4), new Uint8Array(4)]) }),
      'Adler-32',
    ],
    'bytes after the pixels': [
      png(noise(8), { stream: (whole) => concatenate([whole, Uint8Array.of(1, 2, 3)]) }),
      'nothing after',
    ],
    'too few pixels': [png(noise(8), { filtered: new Uint8Array(811) }), 'inflate to 812 bytes'],
    'too many pixels': [png(noise(8), { filtered: new Uint8Array(813) }), 'inflate to 812 bytes'],
    'a bomb': [png(noise(8), { filtered: new Uint8Array(40_000_000) }), 'inflate to 812 bytes'],
    'a bomb as small as pixels': [
      png(noise(8), { filtered: new Uint8Array(1_000_000) }),
      'inflate to 812',
    ],
    'pixels in too many pieces': [png(noise(8), { idatBytes: 5 }), 'at most 64 IDAT'],
    'one piece too many': [
      png(noise(8), { extra: Array<Uint8Array>(64).fill(chunk('IDAT', new Uint8Array())) }),
      'at most 64 IDAT; these are 65',
    ],
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

  it.each([1, 2, 4])('is told of Adam7 of %i bits', (depth) => {
    expect(told(png(noise(depth), { depth, interlaced: true }))).toContain('8 or 16 bits')
  })
})
