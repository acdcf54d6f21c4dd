/** @file Rows of levels as the text that links carry: a partial image as programs have it, for library and client. */
import { encodePartialImage } from './encode.ts'
import { partialImage } from '../../sampling/partial-image.ts'

/** Each from 0 (paper) to 255 (ink), null where not observed. */
export type LevelRows = readonly (readonly (number | null)[])[]

/**
 * The text that `x` of /complete takes.
 *
 * @throws {RangeError} When the rows are of no or of different lengths, or a level is none.
 */
export function encodeRows(rows: LevelRows): string {
  const columns = rows[0]?.length ?? 0
  if (columns === 0) throw new RangeError('Got no pixels, expected rows of levels or null')
  for (const { length } of rows)
    if (length !== columns)
      throw new RangeError(`Got rows of ${columns} and of ${length} pixels, expected equal ones`)
  const pixels = rows.flat()
  // A level that is none would be another one in a byte, and nothing would tell.
  for (const level of pixels)
    if (level !== null && !(Number.isInteger(level) && level >= 0 && level <= 255))
      throw new RangeError(`Got level ${level}, expected null or an integer from 0 to 255`)
  return encodePartialImage(partialImage(pixels))
}
