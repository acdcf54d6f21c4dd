/** @file Links to `/complete`: alone in a small module, and beside the sampler. */

/**
 * A partial image as the text that `x` of `/complete` takes.
 *
 * @param rows Of the model's picture, 28 of 28 pixels: each is a level from 0 (paper) to 255 (ink), or null
 *   where it is not known and to be drawn.
 * @throws {RangeError} When the rows are of no or of different lengths, or a level is none.
 */
export declare function encodePartialImage(rows: readonly (readonly (number | null)[])[]): string
