/** @file A partial image from the text of a link: see form.ts. Whatever is not of the form is told, not thrown. */
import { bytesOfBase64url } from '../base64url.ts'
import { packedLength, unpackBits } from './bits.ts'
import { mostCharacters, mostInflatedBytes, readFirstByte, type Form } from './form.ts'
import { inflateExactly } from './inflate.ts'
import type { PartialImage } from '../../sampling/partial-image.ts'
import { readRuns } from './runs.ts'

/** The image, or what was expected. */
export type DecodeResult =
  | { readonly ok: true; readonly image: PartialImage }
  | { readonly ok: false; readonly expected: string }

/** @param pixels Of the whole image. */
export function decodePartialImage(text: string, pixels: number): DecodeResult {
  const most = mostCharacters(pixels)
  if (text.length > most) return failure(`at most ${most} characters`)
  const bytes = bytesOfBase64url(text)
  if (bytes === undefined)
    return failure('base64url: A-Z, a-z, 0-9, - and _, without padding, bits left over being 0')
  const [first] = bytes
  if (first === undefined) return failure('one character or more')
  const form = readFirstByte(first)
  if (typeof form === 'string') return failure(form)
  const rest = form.isDeflated
    ? inflateExactly(bytes.subarray(1), mostInflatedBytes(pixels))
    : bytes.subarray(1)
  if (typeof rest === 'string') return failure(rest)
  const masked = readMask(rest, form, pixels)
  if (typeof masked === 'string') return failure(masked)
  return readLevels(rest.subarray(masked.length), form, masked.mask)
}

function readMask(
  bytes: Uint8Array,
  { mask: kind }: Form,
  pixels: number,
): { readonly mask: Uint8Array; readonly length: number } | string {
  switch (kind) {
    case 'none':
      return { mask: new Uint8Array(pixels).fill(1), length: 0 }
    case 'bitmap': {
      const length = packedLength(pixels)
      if (bytes.length < length) return `a mask of ${length} bytes; these end at ${bytes.length}`
      const mask = unpackBits(bytes.subarray(0, length), pixels)
      return mask === undefined ? 'a mask whose bits left over are 0' : { mask, length }
    }
    case 'runs':
      return readRuns(bytes, pixels)
  }
}

function readLevels(bytes: Uint8Array, { depth }: Form, mask: Uint8Array): DecodeResult {
  const count = mask.reduce((sum, bit) => sum + bit, 0)
  const length = packedLength(depth * count)
  if (bytes.length !== length)
    return failure(
      `${length} bytes of levels after the mask, ${depth} bits for each of ${count} observed pixels; these are ${bytes.length}`,
    )
  const observed = observedFrom(bytes, depth, count)
  if (observed === undefined) return failure('levels whose bits left over are 0')
  let next = 0
  const levels = mask.map((bit) => (bit === 1 ? (observed[next++] as number) : 0))
  return { ok: true, image: { levels, mask } }
}

function observedFrom(
  bytes: Uint8Array,
  depth: Form['depth'],
  count: number,
): Uint8Array | undefined {
  switch (depth) {
    case 0:
      return new Uint8Array(count).fill(255)
    case 1:
      return unpackBits(bytes, count)?.map((bit) => 255 * bit)
    case 8:
      return bytes
  }
}

const failure = (expected: string): DecodeResult => ({
  ok: false,
  expected: `a partial image (see /docs): ${expected}`,
})
