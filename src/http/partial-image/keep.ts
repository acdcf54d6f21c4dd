/** @file Parts of an image that are kept: one, two or three of its quadrants (Sohn et al. 2015, section 5.1). */
import {
  ALL_QUADRANTS,
  LOWER_LEFT,
  LOWER_RIGHT,
  quadrantMask,
  UPPER_LEFT,
  UPPER_RIGHT,
} from '../../sampling/quadrants.ts'
import type { PartialImage } from './partial-image.ts'

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
  'all-but-upper-left': ALL_QUADRANTS ^ UPPER_LEFT,
  'all-but-upper-right': ALL_QUADRANTS ^ UPPER_RIGHT,
  'all-but-lower-left': ALL_QUADRANTS ^ LOWER_LEFT,
  'all-but-lower-right': ALL_QUADRANTS ^ LOWER_RIGHT,
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
  const mask = quadrantMask({ rows, columns }, QUADRANTS[part])
  return { mask, levels: levels.map((level, pixel) => level * (mask[pixel] as number)) }
}
