/** @file Texts that are no partial image: told of, whatever they are, and never thrown. */
import fc from 'fast-check'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { base64url } from '../../../src/http/base64url.ts'
import { decodePartialImage } from '../../../src/http/partial-image/decode.ts'
import { encodePartialImage } from '../../../src/http/partial-image/encode.ts'
import { decoded, PIXELS, partialImages } from './images.ts'

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'))

/** What was expected of bytes that are no partial image of 8 pixels; or nothing, where they are one. */
const expectedOf = (...bytes: number[]): string => {
  const result = decodePartialImage(base64url(Uint8Array.from(bytes)), 8)
  return result.ok ? '' : result.expected.replace('a partial image (see /docs): ', '')
}

describe('what is no partial image', () => {
  it('is told for every beginning of a text, and for every longer one', () => {
    fc.assert(
      fc.property(partialImages(100), fc.nat(255), (image, extra) => {
        const whole = bytesOf(encodePartialImage(image))
        for (let length = 0; length < whole.length; length++)
          expect(decodePartialImage(base64url(whole.subarray(0, length)), 100).ok).toBe(false)
        const longer = base64url(Uint8Array.of(...whole, extra))
        expect(decodePartialImage(longer, 100).ok).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it('is told for any text and any bytes, never thrown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        const result = decodePartialImage(text, PIXELS)
        expect(result.ok || result.expected.length > 20).toBe(true)
      }),
      { numRuns: 2000 },
    )
    fc.assert(
      fc.property(fc.nat(31), fc.uint8Array({ maxLength: 200 }), (form, bytes) => {
        const text = base64url(Uint8Array.of(32 + form, ...bytes))
        const result = decodePartialImage(text, 40)
        expect(result.ok ? result.image.levels.length : result.expected.length).toBeGreaterThan(20)
      }),
      { numRuns: 5000 },
    )
  })

  it('is told for one changed byte, or it is another image that has a text of its own', () => {
    fc.assert(
      fc.property(
        partialImages(100),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (image, at, by) => {
          const bytes = bytesOf(encodePartialImage(image))
          bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ by
          const result = decodePartialImage(base64url(bytes), 100)
          const other = result.ok ? result.image : image
          expect(decoded(encodePartialImage(other), 100)).toEqual(other)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['', 'one character or more'],
    ['I', 'base64url'],
    ['IA==', 'base64url'],
    ['IB', 'base64url'], // the bits left over of IA
    ['I A', 'base64url'],
    ['I+/A', 'base64url'],
    ['٣٣', 'base64url'],
    ['QA', 'version 1'],
    ['LA', 'bits of a pixel'],
    ['Iw', 'a mask with code'],
  ])('is told of %j', (text, expected) => {
    const result = decodePartialImage(text, PIXELS)
    expect(result.ok ? '' : result.expected).toContain(expected)
  })

  it.each([
    { bytes: [0x20, 0], expected: '0 bytes of levels' },
    { bytes: [0x24], expected: '1 bytes of levels' },
    { bytes: [0x28, 1, 2, 3, 4, 5, 6, 7], expected: '8 bytes of levels' },
    { bytes: [0x21], expected: 'a mask of 1 bytes' },
    { bytes: [0x25, 0b1110_0000, 0b1011_0000], expected: 'levels whose bits left over are 0' },
    { bytes: [0x22, 3, 0, 5], expected: 'none of them empty but the first' },
    { bytes: [0x22, 3, 4], expected: 'these end at 7' },
    { bytes: [0x22, 3, 6], expected: 'no more' },
    { bytes: [0x22, 9], expected: 'no more' },
    { bytes: [0x22, 0x83], expected: 'these end at 0' },
    { bytes: [0x22, 0x88, 0], expected: 'shortest form' },
    { bytes: [0x22, 0x80, 0x80, 0x80, 0x80, 0x80, 0], expected: 'shortest form' },
  ])('is told of $bytes, of eight pixels', ({ bytes, expected }) => {
    expect(expectedOf(...bytes)).toContain(expected)
  })

  it.each([
    { bytes: [0x20] },
    { bytes: [0x24, 0b1010_1010] },
    { bytes: [0x28, 1, 2, 3, 4, 5, 6, 7, 8] },
    { bytes: [0x21, 0b1000_0001] },
    { bytes: [0x25, 0b1110_0000, 0b1010_0000] },
    { bytes: [0x22, 8] },
    { bytes: [0x22, 0, 8] },
    { bytes: [0x22, 3, 5] },
  ])('is not $bytes, of eight pixels', ({ bytes }) => {
    expect(expectedOf(...bytes)).toBe('')
  })

  it('is told of a text that is too long for any image', () => {
    const expectedOfLength = (length: number) => {
      const result = decodePartialImage('A'.repeat(length), PIXELS)
      return result.ok ? '' : result.expected
    }
    expect(expectedOfLength(1178)).toContain('version 1')
    expect(expectedOfLength(1179)).toContain('at most 1178 characters')
  })

  it('is told of bits left over in a bitmap', () => {
    const text = base64url(Uint8Array.of(0x21, 0b1110_0000))
    expect(decodePartialImage(text, 3).ok).toBe(true)
    expect(decodePartialImage(text, 2).ok).toBe(false)
  })

  it('is told of one byte more than any image has, deflated', () => {
    const expectedOfBytes = (length: number) => {
      const deflated = deflateRawSync(Buffer.alloc(length, 1))
      const result = decodePartialImage(base64url(Uint8Array.of(0x3a, ...deflated)), PIXELS)
      return result.ok ? '' : result.expected
    }
    expect(expectedOfBytes(1177)).toContain('392 bytes of levels after the mask')
    expect(expectedOfBytes(1178)).toContain('at most 1177 bytes inflated')
  })

  it('is told of a bomb within milliseconds', () => {
    const bomb = deflateRawSync(Buffer.alloc(870_000), { level: 9 })
    const start = performance.now()
    const result = decodePartialImage(base64url(Uint8Array.of(0x30, ...bomb)), PIXELS)
    expect(result).toMatchObject({ expected: expect.stringContaining('1177 bytes inflated') })
    expect(performance.now() - start).toBeLessThan(500)
  })
})
