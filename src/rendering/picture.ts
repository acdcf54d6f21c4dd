/** @file A digit's logits as a PNG: size and ink, then bytes. */
import { greyLevel, invertedLevel } from './levels.ts'
import { encodeGreyPng } from './png.ts'
import { renderAt } from './upsample.ts'

/** Counts the changes of pictures from the same logits. */
export const RENDERING_VERSION = 1

/** How a digit is shown; the drawing is the same whatever they are. */
export interface PictureOptions {
  /** Pixels of the longer side, at least the model's own. */
  readonly size: number
  /** Black ink on white paper instead of MNIST's white on black. */
  readonly invert: boolean
}

/**
 * Renders a digit.
 *
 * @param logits [rows * columns].
 * @param image Pixels of the model's picture.
 * @returns An 8-bit greyscale PNG.
 */
export function renderPng(
  logits: Float32Array,
  image: { readonly rows: number; readonly columns: number },
  { size, invert }: PictureOptions,
): Uint8Array<ArrayBuffer> {
  const levelOf = invert ? invertedLevel : greyLevel
  const { levels, width, height } = renderAt({ logits, ...image }, size, levelOf)
  return encodeGreyPng(levels, width, height)
}
