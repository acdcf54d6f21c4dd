/** @file What scenes are painted with: numbers from ranges, rectangles, gradients and parts of digits. */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformIndex, type RandomGenerator } from '../../src/sampling/random.ts'
import type { LabelledImages } from '../data/labelled-images.ts'

export type ImageSize = Pick<LabelledImages, 'rows' | 'columns'>

/** A range of numbers to draw from, both ends possible. */
export interface Range {
  readonly least: number
  readonly most: number
}

/** A rectangle of an image, in pixels. */
export interface Rectangle {
  readonly top: number
  readonly left: number
  readonly height: number
  readonly width: number
}

/** Levels between those of four corners, drawn at random. */
export function gradient(
  { rows, columns }: ImageSize,
  corners: Range,
  generator: RandomGenerator,
): Float64Array {
  const corner = () => numberIn(corners, generator)
  const [upperLeft, upperRight, lowerLeft, lowerRight] = [corner(), corner(), corner(), corner()]
  return Float64Array.from({ length: rows * columns }, (_, pixel) => {
    const down = Math.floor(pixel / columns) / Math.max(1, rows - 1)
    const across = (pixel % columns) / Math.max(1, columns - 1)
    const upper = upperLeft + (upperRight - upperLeft) * across
    const lower = lowerLeft + (lowerRight - lowerLeft) * across
    return upper + (lower - upper) * down
  })
}

/** Paints a rectangle of an image over the levels; what is black in it covers nothing. */
export function paint(
  levels: Float64Array,
  { columns }: ImageSize,
  image: Uint8Array,
  from: Rectangle,
  to: Rectangle,
  ink: number,
): void {
  for (let row = 0; row < from.height; row++)
    for (let column = 0; column < from.width; column++) {
      const cover = (image[(from.top + row) * columns + from.left + column] as number) / 255
      const at = (to.top + row) * columns + to.left + column
      levels[at] = (levels[at] as number) * (1 - cover) + ink * cover
    }
}

/** A rectangle of any sides in the range, as shares of the image's, wholly inside it. */
export function rectangleIn(image: ImageSize, side: Range, generator: RandomGenerator): Rectangle {
  const length = (size: number) => Math.max(1, Math.floor(numberIn(side, generator) * size))
  const [height, width] = [length(image.rows), length(image.columns)]
  return {
    top: uniformIndex(generator, image.rows - height + 1),
    left: uniformIndex(generator, image.columns - width + 1),
    height,
    width,
  }
}

/** Any number of the range, each as likely. */
export const numberIn = ({ least, most }: Range, generator: RandomGenerator): number =>
  least + (most - least) * uniformFloat64(generator)

/** Any whole number of the range, each as likely. */
export const integerIn = ({ least, most }: Range, generator: RandomGenerator): number =>
  least + uniformIndex(generator, most - least + 1)
