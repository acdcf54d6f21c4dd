/**
 * @file Masks of observed pixels: 1 where a pixel is given, 0 where it is to be predicted, [rows *
 * columns]. They know nothing about the image that they cover, so that what is hidden tells nothing
 * about it.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { PAPER_PARTS } from '../../src/networks/configuration.ts'
import type { ImageSize } from '../../src/networks/image-size.ts'
import { partMask, type Part } from '../../src/networks/quadrants.ts'
import { uniformIndex, type RandomGenerator } from '../../src/sampling/random.ts'
import {
  complement,
  randomCut,
  randomPixels,
  randomQuadrants,
  randomRectangle,
  randomStrokes,
} from './random-masks.ts'

/** A mask for every image size. */
type MaskOf = (image: ImageSize) => Uint8Array

const maskOf =
  (part: Part): MaskOf =>
  (image) =>
    partMask(image, part)

/** What is observed in the paper's three experiments on MNIST. */
export const PAPER_MASKS = {
  '1 quadrant': maskOf(PAPER_PARTS['1 quadrant']),
  '2 quadrants': maskOf(PAPER_PARTS['2 quadrants']),
  '3 quadrants': maskOf(PAPER_PARTS['3 quadrants']),
} as const satisfies Readonly<Record<string, MaskOf>>

/** Halves, by the side that is observed. */
export const HALVES = {
  left: PAPER_MASKS['2 quadrants'],
  right: maskOf('right'),
  top: maskOf('top'),
  bottom: maskOf('bottom'),
} as const satisfies Readonly<Record<string, MaskOf>>

/** Everything is to be predicted. */
export const nothingObserved: MaskOf = ({ rows, columns }) => new Uint8Array(rows * columns)

/** Which pixels are observed: one of the paper's conditions, or other ones for each image. */
export type Observation = keyof typeof PAPER_MASKS | 'quadrants' | 'any mask'

const PAPER_OBSERVATIONS = Object.values(PAPER_MASKS)

/**
 * The mask of an image.
 *
 * @param generator The image's own; the paper's conditions take nothing from it.
 */
export const observedPixels = (
  observation: Observation,
  image: ImageSize,
  generator: RandomGenerator,
): Uint8Array => {
  if (observation === 'any mask') return randomMask(image, generator)
  if (observation !== 'quadrants') return PAPER_MASKS[observation](image)
  const drawn = uniformIndex(generator, PAPER_OBSERVATIONS.length)
  return (PAPER_OBSERVATIONS[drawn] as MaskOf)(image)
}

/**
 * The kinds of mask that the model for any mask is trained with, and how often each is drawn. Of each
 * shape a coin decides whether it is observed or hidden, so that half of the pixels are observed on
 * average, but for the images of which nothing is. Everything is observed next to never (of 20,000 masks, 9):
 * there is nothing to learn from it.
 */
export const MASK_KINDS: Readonly<
  Record<
    string,
    {
      readonly share: number
      readonly draw: (image: ImageSize, generator: RandomGenerator) => Uint8Array
    }
  >
> = {
  /** Any of the four quadrants, but not all and not none: the paper's conditions are among them. */
  quadrants: { share: 0.24, draw: randomQuadrants },
  /** One side of a straight cut. */
  cut: { share: 0.18, draw: randomCut },
  /** Sides of at least a quarter of the image's. */
  rectangle: { share: 0.18, draw: orHidden(randomRectangle) },
  /** Broken lines of a pen. */
  strokes: { share: 0.22, draw: orHidden(randomStrokes) },
  /** Pixels on their own, of any density. */
  pixels: { share: 0.14, draw: randomPixels },
  /** A digit out of nothing. */
  nothing: { share: 0.04, draw: nothingObserved },
}

/** A mask of any kind, by the shares of {@link MASK_KINDS}. */
export function randomMask(image: ImageSize, generator: RandomGenerator): Uint8Array {
  let rest = uniformFloat64(generator)
  for (const { share, draw } of Object.values(MASK_KINDS)) {
    if (rest < share) return draw(image, generator)
    rest -= share
  }
  // Rounding of the shares' sum leaves a gap below 1 that is next to nothing.
  return randomPixels(image, generator)
}

function orHidden(draw: (image: ImageSize, generator: RandomGenerator) => Uint8Array) {
  return (image: ImageSize, generator: RandomGenerator): Uint8Array => {
    const isHidden = uniformFloat64(generator) < 0.5
    const shape = draw(image, generator)
    return isHidden ? complement(shape) : shape
  }
}
