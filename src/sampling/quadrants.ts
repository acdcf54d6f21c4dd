/** @file The quadrants of an image, of which the paper's conditions are made (Sohn et al. 2015, section 5.1). */

/** A bit for each. */
export const UPPER_LEFT = 1
export const UPPER_RIGHT = 2
export const LOWER_LEFT = 4
export const LOWER_RIGHT = 8
export const ALL_QUADRANTS = 15

/**
 * 1 in the quadrants whose bits are set, else 0, [rows * columns]. Of an odd number of rows or columns,
 * the middle one is of the upper or left half.
 */
export function quadrantMask(
  { rows, columns }: { readonly rows: number; readonly columns: number },
  quadrants: number,
): Uint8Array {
  return Uint8Array.from({ length: rows * columns }, (_, pixel) => {
    const lower = Math.floor(pixel / columns) >= rows / 2 ? 2 : 0
    const right = pixel % columns >= columns / 2 ? 1 : 0
    return (quadrants >> (lower + right)) & 1
  })
}
