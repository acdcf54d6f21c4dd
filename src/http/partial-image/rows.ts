/** @file Rows of levels as the text that links carry: a partial image as programs have it, for library and client. */
import type { ImageSize } from '../../networks/image-size.ts'
import { partialImage } from '../../sampling/partial-image.ts'
import { encodePartialImage } from './encode.ts'

/** Each from 0 (paper) to 255 (ink), null where not observed. */
export type LevelRows = readonly (readonly (number | null)[])[]

/** The image of the served models. */
const MNIST: ImageSize = { rows: 28, columns: 28 }

/**
 * The text that `x` of /complete takes.
 *
 * @param levels By row; one of which all is observed may be a typed array.
 * @param size Of the model's image.
 * @throws {RangeError} When the rows are others than the image has, or a level is none.
 */
export function encodeRows(
  levels: readonly ArrayLike<number | null>[],
  { rows, columns }: ImageSize = MNIST,
): string {
  if (levels.length !== rows)
    throw new RangeError(`Got ${levels.length} rows, expected ${rows} of ${columns} levels or null`)
  // Array.from reads a hole as undefined, which is no level; flat would leave it out, and move all that follow.
  const pixels = Array.from(levels, (row: ArrayLike<number | null> | undefined, index) => {
    if (row?.length !== columns)
      throw new RangeError(`Got ${row?.length ?? 'no'} pixels in row ${index}, expected ${columns}`)
    return Array.from(row)
  }).flat()
  // A level that is none would be another one in a byte, and nothing would tell.
  for (const level of pixels)
    if (level !== null && !(Number.isInteger(level) && level >= 0 && level <= 255))
      throw new RangeError(`Got level ${level}, expected null or an integer from 0 to 255`)
  return encodePartialImage(partialImage(pixels))
}
