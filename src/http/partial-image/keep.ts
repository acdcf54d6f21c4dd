/** @file Parts of an image that are kept: one, two or three of its quadrants (Sohn et al. 2015, section 5.1). */
import { partMask, type Part } from '../../networks/quadrants.ts'
import { masked, type PartialImage } from '../../sampling/partial-image.ts'

/**
 * A part of an image; of an odd number of rows or columns, the middle one is of the upper or left half.
 *
 * @param levels Of the whole image, row by row.
 */
export function keep(levels: Uint8Array, columns: number, part: Part): PartialImage {
  const rows = levels.length / columns
  return masked(levels, partMask({ rows, columns }, part))
}
