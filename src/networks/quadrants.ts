/** @file The quadrants of an image, of which the paper's conditions are made (Sohn et al. 2015, section 5.1). */
import type { ImageSize } from './image-size.ts'

/** A bit for each. */
const UPPER_LEFT = 1
const UPPER_RIGHT = 2
const LOWER_LEFT = 4
const LOWER_RIGHT = 8
const ALL = 15

/** Parts of one, two or three quadrants. */
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

/** The mask of a part, as {@link quadrantMask}. */
export const partMask = (image: ImageSize, part: Part): Uint8Array =>
  quadrantMask(image, QUADRANTS[part])

/**
 * 1 in the quadrants whose bits are set, else 0, [rows * columns]. Of an odd number of rows or columns,
 * the middle one is of the upper or left half.
 */
export function quadrantMask({ rows, columns }: ImageSize, quadrants: number): Uint8Array {
  return Uint8Array.from({ length: rows * columns }, (_, pixel) => {
    const lower = Math.floor(pixel / columns) >= rows / 2 ? 2 : 0
    const right = pixel % columns >= columns / 2 ? 1 : 0
    return (quadrants >> (lower + right)) & 1
  })
}
