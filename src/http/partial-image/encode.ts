/** @file A partial image as the text that links carry: see form.ts. */
import { deflateSync } from 'fflate'
import { base64url } from '../base64url.ts'
import { packBits } from './bits.ts'
import { firstByte, type Form } from './form.ts'
import { observedLevels, type PartialImage } from '../../sampling/partial-image.ts'
import { writeRuns } from './runs.ts'

/** Of fewer bytes a stream of DEFLATE saves next to nothing, and it takes longer than all else of a link. */
const LEAST_DEFLATED_BYTES = 24

/**
 * The one text of a partial image: the fewest bits for each level, then the shorter kind of mask, then
 * both deflated where they are {@link LEAST_DEFLATED_BYTES} or more and get shorter by it.
 */
export function encodePartialImage(image: PartialImage): string {
  const levels = observedLevels(image)
  const depth = depthOf(levels)
  const [mask, bytes] = shortestMask(image.mask)
  const plain = joined(bytes, packLevels(levels, depth))
  // What is shorter plain is shorter deflated, but for a byte or two: one stream is tried, not two.
  const deflated = plain.length < LEAST_DEFLATED_BYTES ? plain : deflateSync(plain, { level: 9 })
  const isDeflated = deflated.length < plain.length
  const form = firstByte({ isDeflated, depth, mask })
  return base64url(joined(Uint8Array.of(form), isDeflated ? deflated : plain))
}

function shortestMask(mask: Uint8Array): readonly [Form['mask'], Uint8Array] {
  if (mask.every((bit) => bit === 1)) return ['none', new Uint8Array()]
  const [runs, bitmap] = [writeRuns(mask), packBits(mask)]
  return runs.length <= bitmap.length ? ['runs', runs] : ['bitmap', bitmap]
}

function depthOf(levels: Uint8Array): Form['depth'] {
  if (levels.every((level) => level === 255)) return 0
  return levels.every((level) => level === 255 || level === 0) ? 1 : 8
}

function packLevels(levels: Uint8Array, depth: Form['depth']): Uint8Array {
  switch (depth) {
    case 0:
      return new Uint8Array()
    case 1:
      return packBits(levels.map((level) => level & 1))
    case 8:
      return levels
  }
}

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}
