/**
 * @file The form of a partial image in a link, version 1: bytes in base64url without padding.
 *
 * The first byte says how the rest is written; bits are counted from the least significant one.
 *
 *   bits 7-5   version: 1
 *   bit 4      1: the rest is one raw DEFLATE stream (RFC 1951)
 *   bits 3-2   of each observed pixel: 0 nothing, it is ink (255); 1 one bit, ink or paper (0);
 *              2 a byte, its level
 *   bits 1-0   the mask: 0 none, every pixel is observed; 1 bitmap; 2 runs
 *
 * The rest, inflated, is the mask and then the levels of the observed pixels, both in the order of
 * the pixels, row by row. A bitmap has a bit for each pixel, 1 where it is observed. Runs are
 * lengths, of pixels not observed and observed in turns, until they cover the image; the first may be
 * 0. Each is an unsigned LEB128 in its shortest form: seven bits a byte, least significant first, the top bit set in all
 * but the last byte. Bits fill a byte from its most significant one; those left over are 0.
 */
import { packedLength } from './bits.ts'

const VERSION = 1

/** Bits of each observed pixel, by their code; a code beyond has no meaning. */
const DEPTHS = [0, 1, 8] as const
const MASKS = ['none', 'bitmap', 'runs'] as const

export interface Form {
  readonly isDeflated: boolean
  readonly depth: (typeof DEPTHS)[number]
  readonly mask: (typeof MASKS)[number]
}

export const firstByte = ({ isDeflated, depth, mask }: Form): number =>
  (VERSION << 5) | (Number(isDeflated) << 4) | (DEPTHS.indexOf(depth) << 2) | MASKS.indexOf(mask)

/** The form, or what was expected of the byte. */
export function readFirstByte(byte: number): Form | string {
  const version = byte >> 5
  const depth = DEPTHS[(byte >> 2) & 3]
  const mask = MASKS[byte & 3]
  if (version !== VERSION)
    return `version ${VERSION} of the form, in its first byte; this is ${version}`
  if (depth === undefined) return 'bits of a pixel with code 0, 1 or 2, in its first byte'
  if (mask === undefined) return 'a mask with code 0, 1 or 2, in its first byte'
  return { isDeflated: (byte & 16) !== 0, depth, mask }
}

/** Bytes that no image of so many pixels needs more of: the first one, a bitmap, and a byte for each. */
const mostNeededBytes = (pixels: number): number => 1 + packedLength(pixels) + pixels

/** Characters of so many bytes in base64url. */
export const mostCharacters = (pixels: number): number =>
  Math.ceil((4 * mostNeededBytes(pixels)) / 3)

/**
 * Bytes that the rest has at most, inflated. Deflated, a longer form than the shortest one may be fewer
 * characters: the longest are runs of one pixel each after an empty one, and the level of every other pixel.
 */
export const mostInflatedBytes = (pixels: number): number => pixels + 1 + Math.ceil(pixels / 2)
