/** @file The two colours of a picture, and all between them. */
import { BLACK, WHITE, type Rgba } from './colours.ts'

export interface Inks {
  readonly ink: Rgba
  readonly paper: Rgba
}

/** As MNIST. */
export const WHITE_ON_BLACK: Inks = { ink: WHITE, paper: BLACK }
export const BLACK_ON_WHITE: Inks = { ink: BLACK, paper: WHITE }

const isSame = (a: Rgba, b: Rgba): boolean =>
  a.red === b.red && a.green === b.green && a.blue === b.blue && a.alpha === b.alpha

/** Whether two pairs show the same picture. */
export const sameInks = (a: Inks, b: Inks): boolean =>
  isSame(a.ink, b.ink) && isSame(a.paper, b.paper)

/**
 * The colour of each level of ink, 0 (paper) to 255 (ink): straight alpha, 4 bytes RGBA each.
 *
 * Interpolated with alpha multiplied in, as if ink were laid over paper: towards transparent paper
 * only the alpha of the ink falls. With straight alpha its colour would fade to black as well, a dark
 * fringe around the strokes.
 */
export function palette({ ink, paper }: Inks): Uint8Array {
  const colours = new Uint8Array(4 * 256)
  for (let level = 0; level < 256; level++) {
    // An end without alpha has no colour to give: it takes the other end's.
    const inkWeight = paper.alpha === 0 ? 1 : level * ink.alpha
    const paperWeight = paper.alpha === 0 ? 0 : (255 - level) * paper.alpha
    const whole = inkWeight + paperWeight
    const mixed = (ofInk: number, ofPaper: number): number =>
      whole === 0 ? ofPaper : (ofInk * inkWeight + ofPaper * paperWeight) / whole
    colours.set(
      [
        mixed(ink.red, paper.red),
        mixed(ink.green, paper.green),
        mixed(ink.blue, paper.blue),
        (ink.alpha * level + paper.alpha * (255 - level)) / 255,
      ].map(Math.round),
      4 * level,
    )
  }
  return colours
}
