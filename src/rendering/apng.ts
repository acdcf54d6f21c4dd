/** @file Animated PNG (W3C PNG, third edition, section 11.3.6); its first frame is a plain PNG's picture. */
import type { Inks } from './inks.ts'
import type { GreyImage } from './upsample.ts'

export interface AnimationOptions {
  /** Frames a second, a whole number from 1 to 65,535. */
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
  options: AnimationOptions,
): Uint8Array<ArrayBuffer> {
  throw new Error(`not yet: ${frames.length} ${inks.ink.alpha} ${options.plays}`)
}
