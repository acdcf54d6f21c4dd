/** @file Partial images for tests: of any kind, and what people draw. */
import fc from 'fast-check'
import { decodePartialImage } from '../../../src/http/partial-image/decode.ts'
import { partialImage, type PartialImage } from '../../../src/sampling/partial-image.ts'

export const PIXELS = 784

/** Of so many pixels: some kinds of levels by some kinds of masks, to reach every form. */
export const partialImages = (pixels: number): fc.Arbitrary<PartialImage> => {
  const level = fc.constantFrom<readonly number[]>([255], [0, 255], [0, 1, 128, 254, 255])
  const observed = fc.constantFrom(0, 0.05, 0.5, 0.95, 1)
  const noise = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    minLength: pixels,
    maxLength: pixels,
  })
  return fc
    .tuple(level, observed, noise, fc.integer({ min: 1, max: 30 }))
    .map(([levels, share, numbers, run]) =>
      partialImage(
        numbers.map((number, pixel) => {
          // Runs of pixels share their fate.
          const fate = numbers[pixel - (pixel % run)] ?? 0
          return fate < share ? (levels[Math.floor(number * levels.length)] ?? 0) : null
        }),
      ),
    )
}

/** 120 inked pixels of a stroke six pixels wide, nothing else observed. */
export const STROKE = partialImage(
  Array.from({ length: PIXELS }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / 28), pixel % 28]
    const middle = Math.round(14 + 7 * Math.sin(row / 3))
    return row >= 4 && row < 24 && column >= middle - 3 && column < middle + 3 ? 255 : null
  }),
)

/** @throws {Error} When the text is no partial image. */
export const decoded = (text: string, pixels = PIXELS) => {
  const result = decodePartialImage(text, pixels)
  if (!result.ok) throw new Error(result.expected)
  return result.image
}
