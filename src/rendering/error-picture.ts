/** @file A small picture of an error, for clients that show pictures alone. */
import type { Inks } from './inks.ts'
import { BLACK_ON_WHITE } from './inks.ts'
import type { GreyImage } from './upsample.ts'

/** Dark red on white. */
export const ERROR_INKS: Inks = {
  ...BLACK_ON_WHITE,
  ink: { red: 0xb0, green: 0, blue: 0x20, alpha: 255 },
}

/**
 * Draws lines of text in a bitmap font, as levels of ink for any encoder.
 *
 * @param lines The first is large, such as `400`; other characters than ASCII show as `?`.
 */
export function errorPicture(lines: readonly string[]): GreyImage {
  throw new Error(`not yet: ${lines.join()}`)
}

/** The same as an SVG, in the reader's own font. */
export function errorSvg(lines: readonly string[]): string {
  throw new Error(`not yet: ${lines.join()}`)
}
