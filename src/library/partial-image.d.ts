/** @file Links to `/complete`: alone in a small module, and beside the sampler. */

/**
 * A partial image as the text that `x` of `/complete` takes.
 *
 * @param levels Rows of the model's picture: each level is from 0 (paper) to 255 (ink), or null where it is not
 *   known and to be drawn. A row of which all is known may be a typed array.
 * @param size Of the model's picture, in pixels. Left out: 28 rows of 28 columns.
 * @throws {RangeError} When there are other rows or columns than of that size, or a level is none.
 */
export declare function encodePartialImage(
  levels: readonly ArrayLike<number | null>[],
  size?: { readonly rows: number; readonly columns: number },
): string
