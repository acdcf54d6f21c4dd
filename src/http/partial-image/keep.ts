/** @file Parts of an image that are kept: one, two or three of its quadrants (Sohn et al. 2015, section 5.1). */
import type { PartialImage } from './partial-image.ts'

const UPPER_LEFT = 1
const UPPER_RIGHT = 2
const LOWER_LEFT = 4
const LOWER_RIGHT = 8
const ALL = 15

/** The quadrants of each part. */
const QUADRANTS = {
  left: UPPER_LEFT | LOWER_LEFT,
  right: UPPER_RIGHT | LOWER_RIGHT,
  top: UPPER_LEFT | UPPER_RIGHT,
  bottom: LOWER_LEFT | LOWER_RIGHT,
  'upper-left': UPPER_LEFT,
  'upper-right': UPPER_RIGHT,
  'lower-left': LOWER_LEFT,
  'lower-right': LOWER_RIGHT,
  'all-but-upper-left': ALL ^ UPPER_LEFT,
  'all-but-upper-right': ALL ^ UPPER_RIGHT,
  'all-but-lower-left': ALL ^ LOWER_LEFT,
  'all-but-lower-right': ALL ^ LOWER_RIGHT,
} as const

export type Part = keyof typeof QUADRANTS

export const PARTS = Object.keys(QUADRANTS) as [Part, ...Part[]]

/**
 * A part of an image; of an odd number of rows or columns, the middle one is of the upper or left half.
 *
 * @param levels Of the whole image, row by row.
 */
export function keep(levels: Uint8Array, columns: number, part: Part): PartialImage {
  const rows = levels.length / columns
  const mask = Uint8Array.from(levels, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / columns), pixel % columns]
    const isLower = row >= rows / 2
    const isRight = column >= columns / 2
    const quadrant = isLower
      ? isRight
        ? LOWER_RIGHT
        : LOWER_LEFT
      : isRight
        ? UPPER_RIGHT
        : UPPER_LEFT
    return (QUADRANTS[part] & quadrant) === 0 ? 0 : 1
  })
  return { mask, levels: levels.map((level, pixel) => level * (mask[pixel] as number)) }
}
