/** @file Animated PNG (W3C PNG, third edition, section 11.3.6); its first frame is the picture of a plain PNG. */
import type { Inks } from './inks.ts'
import { concatenate, pngFile, type Chunk } from './png-chunks.ts'
import { compressedPixels, headChunks } from './png.ts'
import type { GreyImage } from './upsample.ts'

export interface AnimationOptions {
  /** A whole number, 1 to 65,535. */
  readonly framesPerSecond: number
  /** How often it is played; 0 is for ever. */
  readonly plays: number
}

/**
 * Encodes frames of one size.
 *
 * @throws {RangeError} When there is no frame, or they differ in size.
 */
export function encodeApng(
  frames: readonly GreyImage[],
  inks: Inks,
  { framesPerSecond, plays }: AnimationOptions,
): Uint8Array<ArrayBuffer> {
  const [first] = frames
  if (first === undefined) throw new RangeError('Got no frame, expected one at least')
  const chunks: Chunk[] = [
    ...headChunks(first, inks),
    { type: 'acTL', data: uint32(frames.length, plays) },
  ]
  let sequence = 0 // of fcTL and fdAT chunks together
  for (const [index, frame] of frames.entries()) {
    const { width, height } = frame
    if (width !== first.width || height !== first.height)
      throw new RangeError(
        `Got a frame of ${width} x ${height} pixels, expected ${first.width} x ${first.height} as the first`,
      )
    chunks.push({ type: 'fcTL', data: frameControl(sequence++, frame, framesPerSecond) })
    const pixels = compressedPixels(frame, inks)
    chunks.push(
      index === 0
        ? { type: 'IDAT', data: pixels }
        : { type: 'fdAT', data: concatenate([uint32(sequence++), pixels]) },
    )
  }
  return pngFile(chunks)
}

/** The whole picture at offset 0, shown for one part of a second, then replaced (no disposal, no blending). */
function frameControl(
  sequence: number,
  { width, height }: GreyImage,
  framesPerSecond: number,
): Uint8Array {
  const control = new Uint8Array(26)
  control.set(uint32(sequence, width, height, 0, 0))
  const view = new DataView(control.buffer)
  view.setUint16(20, 1)
  view.setUint16(22, framesPerSecond)
  return control
}

/** Big-endian, as all numbers in a PNG. */
function uint32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length)
  const view = new DataView(bytes.buffer)
  values.forEach((value, index) => view.setUint32(4 * index, value))
  return bytes
}
