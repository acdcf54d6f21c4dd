/** @file A digit's logits as a PNG in black and white. */
import { BLACK_ON_WHITE, WHITE_ON_BLACK } from './inks.ts'
import { paint } from './paint.ts'
import { encodePng } from './png.ts'
import { gridScene, type ImageSize } from './scene.ts'

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
 * @returns An 8-bit greyscale PNG.
 */
export function renderPng(
  logits: Float32Array,
  image: ImageSize,
  { size, invert }: PictureOptions,
): Uint8Array<ArrayBuffer> {
  const scene = gridScene([logits], image, { size, columns: 1, padding: 0, gap: 0 })
  return encodePng(paint(scene), invert ? BLACK_ON_WHITE : WHITE_ON_BLACK)
}
