/** @file Lossless WebP. */
import type { Inks } from './inks.ts'
import type { GreyImage } from './upsample.ts'

/** Largest side of a WebP, pixels. */
export const MAX_WEBP_SIDE_PIXELS = 16384

/**
 * Encodes levels of ink as a lossless WebP.
 *
 * @throws {RangeError} When a side is longer than {@link MAX_WEBP_SIDE_PIXELS}.
 */
export function encodeWebp(image: GreyImage, inks: Inks): Uint8Array<ArrayBuffer> {
  throw new Error(`not yet: ${image.width} ${inks.ink.alpha}`)
}
