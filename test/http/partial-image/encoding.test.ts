/** @file The text of partial images: there and back, and its length. */
import fc from 'fast-check'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { base64url } from '../../../src/http/base64url.ts'
import { encodePartialImage } from '../../../src/http/partial-image/encode.ts'
import { keep } from '../../../src/http/partial-image/keep.ts'
import { PARTS } from '../../../src/networks/quadrants.ts'
import { observedLevels, partialImage } from '../../../src/sampling/partial-image.ts'
import { servedSampler } from '../../../scripts/checkpoint.ts'
import { greyLevel } from '../../../src/rendering/levels.ts'
import { decoded, PIXELS, partialImages, STROKE } from './images.ts'

const sampler = await servedSampler()
const digits = Array.from({ length: 100 }, (_, index) => ({
  label: index % 10,
  seed: String(index),
  temperature: 1,
}))
const drawn = sampler.sample(digits).map((logits) => Uint8Array.from(logits, greyLevel))

describe('the text of a partial image', () => {
  it.each([1, 7, 8, 28, PIXELS, 1500])('gives back any image of %i pixels', (pixels) => {
    fc.assert(
      fc.property(partialImages(pixels), (image) => {
        const text = encodePartialImage(image)
        expect(text).toMatch(/^[\w-]+$/)
        expect(decoded(text, pixels)).toEqual(image)
      }),
      { numRuns: 60 },
    )
  })

  it('is a few characters where nothing or everything is observed', () => {
    expect(encodePartialImage(partialImage(Array(PIXELS).fill(null)))).toBe('IpAG')
    expect(encodePartialImage(partialImage(Array(PIXELS).fill(255)))).toBe('IA')
    for (const text of ['IpAG', 'IA']) expect(encodePartialImage(decoded(text))).toBe(text)
  })

  it('of a stroke of 120 pixels is far below 300 characters', () => {
    expect(observedLevels(STROKE)).toHaveLength(120)
    expect(encodePartialImage(STROKE).length).toBeLessThan(100)
  })

  it('of any part of a digit, at one bit a pixel, is below 150 characters, and grey below 500', () => {
    for (const levels of drawn)
      for (const part of PARTS) {
        const bits = levels.map((level) => (level > 127 ? 255 : 0))
        expect(encodePartialImage(keep(bits, 28, part)).length).toBeLessThan(150)
        expect(encodePartialImage(keep(levels, 28, part)).length).toBeLessThan(500)
      }
  })

  it('stays what it was: other texts in Content-Location are a change of the service', () => {
    expect(encodePartialImage(STROKE)).toBe('MmtiZBNjEwVCETAUBrPEgFCcTQIMJYFYHAhLAA')
    // Both kinds of mask take one byte: runs.
    expect(encodePartialImage(partialImage(Array(8).fill(null)))).toBe('Igg')
    // From 24 bytes on, what gets shorter is deflated.
    expect(encodePartialImage(partialImage(Array(23).fill(77)))).toHaveLength(32)
    expect(encodePartialImage(partialImage(Array(24).fill(77)))).toBe('OPPFAQA')
    expect(
      encodePartialImage(
        keep(
          Uint8Array.from({ length: PIXELS }, (_, i) => i & 255),
          28,
          'left',
        ),
      ),
    ).toHaveLength(350)
  })
})

describe('texts of others', () => {
  it('mean the same, and are written anew', () => {
    const image = keep(drawn[0] ?? new Uint8Array(), 28, 'top')
    const mask = Array.from({ length: 98 }, (_, byte) => (byte < 49 ? 255 : 0))
    const rest = Uint8Array.of(...mask, ...observedLevels(image))
    const plain = base64url(Uint8Array.of(0x29, ...rest))
    const deflated = base64url(Uint8Array.of(0x39, ...deflateRawSync(rest, { level: 1 })))
    for (const text of [plain, deflated]) {
      expect(decoded(text)).toEqual(image)
      expect(encodePartialImage(decoded(text)).length).toBeLessThanOrEqual(text.length)
    }
  })

  it.each([
    { first: 'observed', runs: [0, ...Array<number>(PIXELS).fill(1)] },
    { first: 'not observed', runs: Array<number>(PIXELS).fill(1) },
  ])('may be of every other pixel, the first one $first, in runs', ({ runs }) => {
    const levels = Array<number>(PIXELS / 2).fill(77)
    const deflated = deflateRawSync(Uint8Array.of(...runs, ...levels), { level: 9 })
    const text = base64url(Uint8Array.of(0x3a, ...deflated))
    expect(text.length).toBeLessThan(30)
    const pixels = Array.from({ length: PIXELS }, (_, pixel) =>
      pixel % 2 === runs.length - PIXELS ? null : 77,
    )
    expect(decoded(text)).toEqual(partialImage(pixels))
  })
})
