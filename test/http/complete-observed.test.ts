/** @file The observed pixels of a completion: where they stay, level by level, and where they do not. */
import { describe, expect, it } from 'vitest'
import { encodePartialImage } from '../../src/http/partial-image/encode.ts'
import { partialImage, type PartialImage } from '../../src/sampling/partial-image.ts'
import { decodePng, decodeWebp, type Decoded } from '../rendering/decoders.ts'
import { bytesOf, jsonOf, postPng } from './completing.ts'
import { png } from './partial-image/pngs.ts'
import { PIXELS, STROKE } from './partial-image/images.ts'
import { red } from './pixels.ts'

interface CompletionJson {
  readonly x: string
  readonly observed: number
  readonly pixels: readonly (readonly number[])[]
}

const EVERY_LEVEL = partialImage(Array.from({ length: PIXELS }, (_, i) => (i % 3 ? i & 255 : null)))

const CASES: Readonly<Record<string, PartialImage>> = {
  'of a stroke': STROKE,
  'of every level': EVERY_LEVEL,
  'of paper': partialImage(Array.from({ length: PIXELS }, (_, i) => (i % 28 < 9 ? 0 : null))),
  'of a whole picture': partialImage(Array.from({ length: PIXELS }, (_, i) => (7 * i) & 255)),
}

/** Where a mask has them; 0 elsewhere. */
const observedOf = (levels: readonly number[], { mask }: PartialImage): number[] =>
  levels.map((level, pixel) => (mask[pixel] === 1 ? level : 0))

/** The picture without its padding. */
const inside = (picture: Decoded, padding: number): number[] =>
  red(picture).filter((_, pixel) => {
    const [row, column] = [Math.floor(pixel / picture.width), pixel % picture.width]
    return [row, column].every((place) => place >= padding && place < padding + 28)
  })

const pathOf = (image: PartialImage): string => `/complete/${encodePartialImage(image)}/ada`

describe('a completion at the size of the model', () => {
  it.each(Object.keys(CASES))(
    '%s has the observed levels in all formats of pixels',
    async (name) => {
      const image = CASES[name] as PartialImage
      const drawn = red(decodePng(await bytesOf(`${pathOf(image)}.png`)))
      expect(observedOf(drawn, image)).toEqual(Array.from(image.levels))
      const { pixels, x, observed } = await jsonOf<CompletionJson>(`${pathOf(image)}.json`)
      expect(pixels.flat()).toEqual(drawn)
      expect([x, observed]).toEqual([
        encodePartialImage(image),
        image.mask.filter((bit) => bit === 1).length,
      ])
      const npy = await bytesOf(`${pathOf(image)}.npy`)
      expect(Array.from(npy.subarray(-PIXELS))).toEqual(drawn)
      const webp = await decodeWebp(
        (await bytesOf(`${pathOf(image)}.webp`)) as Uint8Array<ArrayBuffer>,
      )
      expect(red(webp)).toEqual(drawn)
    },
  )

  it.each([
    { look: 'invert=true', shown: (level: number) => 255 - level },
    { look: 'padding=5', padding: 5, shown: (level: number) => level },
    {
      look: 'ink=ff8000&paper=330000',
      shown: (level: number) => Math.round((0xff * level + 0x33 * (255 - level)) / 255),
    },
    {
      look: 'ink=000&paper=c00&invert=1&padding=2',
      padding: 2,
      shown: (level: number) => Math.round((0xcc * level) / 255),
    },
  ])('has them with $look as colours between the two', async ({ look, padding = 0, shown }) => {
    const expected = observedOf(Array.from(EVERY_LEVEL.levels, shown), EVERY_LEVEL)
    for (const decode of [
      async () => decodePng(await bytesOf(`${pathOf(EVERY_LEVEL)}.png?${look}`)),
      async () =>
        decodeWebp(
          (await bytesOf(`${pathOf(EVERY_LEVEL)}.webp?${look}`)) as Uint8Array<ArrayBuffer>,
        ),
    ])
      expect(observedOf(inside(await decode(), padding), EVERY_LEVEL)).toEqual(expected)
  })
})

describe('a look', () => {
  it('changes neither the arrays nor how a PNG is read', async () => {
    const look = 'size=84&dpr=2&ink=navy&paper=bisque&invert=true&padding=3'
    const npy = `${pathOf(EVERY_LEVEL)}.npy`
    expect(await bytesOf(`${npy}?${look}`)).toEqual(await bytesOf(npy))
    const picture = png((pixel) => (7 * pixel) & 255)
    const { pixels } = (await (
      await postPng(picture, `?seed=a&format=json&${look}`)
    ).json()) as CompletionJson
    expect(pixels.flat()).toEqual(Array.from({ length: PIXELS }, (_, i) => (7 * i) & 255))
  })
})

describe('a larger completion', () => {
  it('turns observed grey into ink or paper, as every larger drawing does', async () => {
    const grey = partialImage(Array<number>(PIXELS).fill(160))
    const { rgba } = decodePng(await bytesOf(`${pathOf(grey)}.png?size=280`))
    expect(new Set(rgba.filter((_, index) => index % 4 === 0))).not.toContain(160)
    expect(red(decodePng(await bytesOf(`${pathOf(grey)}.png`)))).toEqual(Array.from(grey.levels))
  })
})
