/** @file The two colours of a picture, and all between them. */
import { BLACK, WHITE, type Rgba } from './colours.ts'
import { wordsOf } from './runs.ts'

export interface Inks {
  readonly ink: Rgba
  readonly paper: Rgba
}

/** As MNIST. */
export const WHITE_ON_BLACK: Inks = { ink: WHITE, paper: BLACK }
export const BLACK_ON_WHITE: Inks = { ink: BLACK, paper: WHITE }

const isSame = (a: Rgba, b: Rgba): boolean =>
  a.red === b.red && a.green === b.green && a.blue === b.blue && a.alpha === b.alpha

const sameInks = (a: Inks, b: Inks): boolean => isSame(a.ink, b.ink) && isSame(a.paper, b.paper)

/**
 * The levels as shades of grey, 0 (black) to 255 (white); undefined for inks other than black and
 * white.
 */
export function greyLevels(levels: Uint8Array, inks: Inks): Uint8Array | undefined {
  if (sameInks(inks, WHITE_ON_BLACK)) return levels
  if (!sameInks(inks, BLACK_ON_WHITE)) return undefined
  // 255 - level is the complement: four at a time, as a request has little time.
  const inverted = levels.slice()
  const words = wordsOf(inverted)
  for (let index = 0; index < words.length; index++) words[index] = ~(words[index] as number)
  for (let index = 4 * words.length; index < inverted.length; index++)
    inverted[index] = ~(inverted[index] as number)
  return inverted
}

/** Whether {@link greyLevels} can show them. */
export const areGrey = (inks: Inks): boolean =>
  sameInks(inks, WHITE_ON_BLACK) || sameInks(inks, BLACK_ON_WHITE)

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
