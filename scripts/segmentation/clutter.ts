/**
 * @file A digit to be found: on a smooth gradient with pieces of other digits and noise, with blocks
 * in front of it or not. y is the whole digit, also where a block hides it, so that more than one
 * answer can be right: what the paper's second use asks for (Sohn et al. 2015, "Object segmentation
 * with partial observations").
 */
import {
  fillNormal,
  seededGenerator,
  uniformIndex,
  type RandomGenerator,
} from '../../src/sampling/random.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { cut } from '../data/pixels.ts'
import {
  gradient,
  integerIn,
  numberIn,
  paint,
  rectangleIn,
  type ImageSize,
  type Range,
} from './painting.ts'

/** An image and what of it is the digit. */
export interface Scene {
  /** x: grey levels 0-255, [rows * columns]. */
  readonly image: Uint8Array
  /** y: 255 where the digit is, else 0, [rows * columns]. */
  readonly mask: Uint8Array
}

/** Levels of the digit, or of a piece, where it is white in its own image; 1 is white. */
const INK: Range = { least: 0.6, most: 1 }
/** Levels of the ground at the image's corners, linear between them. */
const GROUND: Range = { least: 0, most: 0.45 }
const PIECES: Range = { least: 3, most: 7 }
/** Sides of a piece of another digit, of the image's sides: 7 to 14 pixels of 28. */
const PIECE_SIDE: Range = { least: 0.25, most: 0.5 }
const BLOCKS: Range = { least: 1, most: 3 }
/** Sides of a block, of the image's sides: 7 to 12 pixels of 28. */
const BLOCK_SIDE: Range = { least: 0.25, most: 0.45 }
const BLOCK_LEVEL: Range = { least: 0, most: 1 }
/** Standard deviation of the noise on every pixel. */
const NOISE = 0.08

/**
 * The scene of one digit. With blocks and without it is otherwise the same.
 *
 * @param digits The digit is one of these, the pieces are of the others.
 * @param index Of the digit.
 * @param seed With the index, it decides all that is random.
 */
export function sceneOf(
  digits: LabelledImages,
  index: number,
  seed: string,
  { occluded }: { readonly occluded: boolean },
): Scene {
  const size = digits.rows * digits.columns
  const generatorOf = (purpose: string) => seededGenerator(purpose, `${seed}/${index}`)
  const clutter = generatorOf('clutter')
  const levels = gradient(digits, GROUND, clutter)
  for (let piece = integerIn(PIECES, clutter); piece > 0; piece--)
    addPiece(levels, digits, index, clutter)
  const digit = digits.images.subarray(index * size, (index + 1) * size)
  const whole = { top: 0, left: 0, height: digits.rows, width: digits.columns }
  paint(levels, digits, digit, whole, whole, numberIn(INK, clutter))
  if (occluded) addBlocks(levels, digits, generatorOf('occlusion'))
  const noise = new Float32Array(size)
  fillNormal(generatorOf('noise of scenes'), noise, NOISE)
  return {
    image: Uint8Array.from(levels, (level, pixel) => {
      const noisy = level + (noise[pixel] as number)
      return Math.round(255 * Math.min(1, Math.max(0, noisy)))
    }),
    mask: digit.map((level) => cut(level, 255)),
  }
}

/** Copies a rectangle of another digit to a place anywhere in the image. */
function addPiece(
  levels: Float64Array,
  digits: LabelledImages,
  index: number,
  generator: RandomGenerator,
): void {
  const { rows, columns, labels } = digits
  const step = 1 + uniformIndex(generator, Math.max(1, labels.length - 1))
  const other = (index + step) % labels.length
  const from = rectangleIn(digits, PIECE_SIDE, generator)
  const to = {
    ...from,
    top: uniformIndex(generator, rows - from.height + 1),
    left: uniformIndex(generator, columns - from.width + 1),
  }
  const image = digits.images.subarray(other * rows * columns, (other + 1) * rows * columns)
  paint(levels, digits, image, from, to, numberIn(INK, generator))
}

/** Blocks of one level each, wholly inside the image. */
function addBlocks(levels: Float64Array, image: ImageSize, generator: RandomGenerator): void {
  for (let block = integerIn(BLOCKS, generator); block > 0; block--) {
    const { top, left, height, width } = rectangleIn(image, BLOCK_SIDE, generator)
    const level = numberIn(BLOCK_LEVEL, generator)
    for (let row = top; row < top + height; row++)
      levels.fill(level, row * image.columns + left, row * image.columns + left + width)
  }
}
