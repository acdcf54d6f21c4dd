import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TRANSPARENT, WHITE } from '../../src/rendering/colours.ts'
import { BLACK_ON_WHITE, palette, WHITE_ON_BLACK, type Inks } from '../../src/rendering/inks.ts'
import type { GreyImage } from '../../src/rendering/upsample.ts'
import { encodeWebp } from '../../src/rendering/webp.ts'
import { decodeWebp } from './decoders.ts'

const TEAL = { red: 0, green: 128, blue: 128, alpha: 255 }
const TRANSLUCENT = { red: 250, green: 3, blue: 77, alpha: 40 }

/** Whether libwebp reads the size and every colour as they are. */
async function isLossless(image: GreyImage, inks: Inks = WHITE_ON_BLACK): Promise<boolean> {
  const { levels, width, height } = image
  const colours = palette(inks)
  const rgba = new Uint8Array(4 * levels.length)
  levels.forEach((level, pixel) => rgba.set(colours.subarray(4 * level, 4 * level + 4), 4 * pixel))
  return isDeepStrictEqual(await decodeWebp(encodeWebp(image, inks)), { width, height, rgba })
}

/** A picture of so many pixels of each level, an even number in all, well mixed. */
function mixed(counts: readonly number[]): GreyImage {
  const levels = counts
    .flatMap((count, level) =>
      Array.from({ length: count }, (_, index) => ({ level, place: (index + 0.5) / count })),
    )
    .toSorted((a, b) => a.place - b.place)
    .map(({ level }) => level)
  return { levels: Uint8Array.from(levels), width: 2, height: levels.length / 2 }
}

describe('encodeWebp', () => {
  it.each([
    { name: 'white on black', inks: WHITE_ON_BLACK },
    { name: 'black on white', inks: BLACK_ON_WHITE },
    { name: 'a colour', inks: { ink: TEAL, paper: WHITE } },
    { name: 'transparent paper', inks: { ink: TEAL, paper: TRANSPARENT } },
    { name: 'both translucent', inks: { ink: TRANSLUCENT, paper: { ...TEAL, alpha: 9 } } },
  ])('is read back by libwebp: $name', async ({ inks }) => {
    const levels = Uint8Array.from({ length: 30 * 47 }, (_, index) => (index * index) % 256)
    expect(await isLossless({ levels, width: 30, height: 47 }, inks)).toBe(true)
    expect(await isLossless({ levels: Uint8Array.of(200), width: 1, height: 1 }, inks)).toBe(true)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 4096, 4097, 4098, 4099, 4100, 4101, 10_000])(
    'gives a run of %i pixels back',
    async (length) => {
      const levels = new Uint8Array(length + 2).fill(9, 1, length + 1)
      expect(await isLossless({ levels, width: 1, height: length + 2 })).toBe(true)
    },
  )

  it('gives any runs back', async () => {
    const run = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 600 }))
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 1, maxLength: 27 }), async (runs) => {
        const levels = Uint8Array.from(
          runs.flatMap(([value, length]) => Array<number>(length).fill(value)),
        )
        expect(await isLossless({ levels, width: levels.length, height: 1 })).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  it.each([17, 20])('limits its codes to 15 bits, of %i levels', async (levels) => {
    // Fibonacci's numbers make the deepest tree: of 17 levels it would take 16 bits.
    const counts = [1, 1]
    while (counts.length < levels) counts.push((counts.at(-1) ?? 0) + (counts.at(-2) ?? 0))
    expect(await isLossless(mixed(counts))).toBe(true)
  })

  it.each(['width', 'height'] as const)(
    'takes a %s of 16384 pixels, not one more',
    async (side) => {
      const image = { width: 1, height: 1, levels: new Uint8Array(16384), [side]: 16384 }
      expect(await isLossless(image)).toBe(true)
      expect(() => encodeWebp({ ...image, [side]: 16385 }, WHITE_ON_BLACK)).toThrow(RangeError)
    },
  )

  it.each([
    { name: 'none', inks: { ink: TEAL, paper: WHITE }, alpha: 0 },
    { name: 'that of the ink', inks: { ink: TRANSLUCENT, paper: WHITE }, alpha: 1 },
    { name: 'that of the paper', inks: { ink: TEAL, paper: TRANSPARENT }, alpha: 1 },
  ])('says that it has alpha: $name', ({ inks, alpha }) => {
    const file = encodeWebp({ levels: Uint8Array.of(200), width: 1, height: 1 }, inks)
    expect(((file[24] ?? NaN) >> 4) & 1).toBe(alpha)
  })

  it('tells the length of its stream, without the byte that makes it even', () => {
    const streams = [1, 2, 3, 4, 5, 6, 7, 8].map((width) => {
      const levels = Uint8Array.from({ length: width }, (_, index) => 31 * index)
      const file = encodeWebp({ levels, width, height: 1 }, WHITE_ON_BLACK)
      const [whole = NaN, stream = NaN] = [4, 16].map((at) =>
        new DataView(file.buffer).getUint32(at, true),
      )
      expect([whole, file.length]).toEqual([file.length - 8, 20 + stream + (stream % 2)])
      return stream
    })
    expect(streams.some((stream) => stream % 2 === 1)).toBe(true)
  })

  it('reads levels wherever they lie in their buffer', async () => {
    const levels = Uint8Array.from({ length: 101 }, (_, index) => index >> 3).subarray(1)
    expect(await isLossless({ levels, width: 10, height: 10 })).toBe(true)
  })
})
