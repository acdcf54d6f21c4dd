/**
 * @file Shapes drawn at random, as masks: 1 inside, 0 outside, [rows * columns]. Nothing but sums,
 * products and comparisons, so that a seed gives the same mask on every machine.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import type { ImageSize } from '../../src/networks/image-size.ts'
import { quadrantMask } from '../../src/networks/quadrants.ts'
import { uniformIndex, type RandomGenerator } from '../../src/sampling/random.ts'

/** The shortest side of a rectangle, of the image's side. */
const SHORTEST_SIDE = 0.25
const MOST_STROKES = 4
/** Ends of a stroke's straight pieces, at most; at least 2. */
const MOST_POINTS = 4
/** Half the width of a pen, of the image's shorter side: 0.7 to 2.8 pixels of 28. */
const PEN = { thinnest: 0.025, thickest: 0.1 }

/** 0 for 1 and 1 for 0. */
export const complement = (mask: Uint8Array): Uint8Array => mask.map((value) => 1 - value)

/** One, two or three of the four quadrants, each of the 14 choices as likely. */
export function randomQuadrants(image: ImageSize, generator: RandomGenerator) {
  return quadrantMask(image, 1 + uniformIndex(generator, 14))
}

/** What is on one side of a line between two rows or two columns, never all and never nothing. */
export function randomCut(image: ImageSize, generator: RandomGenerator) {
  const isBetweenRows = uniformFloat64(generator) < 0.5
  const isBefore = uniformFloat64(generator) < 0.5
  const lines = isBetweenRows ? image.rows : image.columns
  const cut = 1 + uniformIndex(generator, lines - 1)
  return maskOf(image, (row, column) => (isBetweenRows ? row : column) < cut === isBefore)
}

/** A rectangle whose sides are of any length from a quarter of the image's. */
export function randomRectangle(image: ImageSize, generator: RandomGenerator) {
  const [top, bottom] = interval(image.rows, generator)
  const [left, right] = interval(image.columns, generator)
  return maskOf(
    image,
    (row, column) => row >= top && row < bottom && column >= left && column < right,
  )
}

/** Each pixel on its own, with one probability for all, itself drawn from 0 to 1. */
export function randomPixels(image: ImageSize, generator: RandomGenerator) {
  const density = uniformFloat64(generator)
  return maskOf(image, () => uniformFloat64(generator) < density)
}

/** Up to four strokes of one pen: all pixels whose centre it reaches. */
export function randomStrokes(image: ImageSize, generator: RandomGenerator) {
  const { thinnest, thickest } = PEN
  const radius =
    Math.min(image.rows, image.columns) *
    (thinnest + (thickest - thinnest) * uniformFloat64(generator))
  const point = () => ({
    row: uniformFloat64(generator) * image.rows,
    column: uniformFloat64(generator) * image.columns,
  })
  const pieces: Piece[] = []
  for (let stroke = 1 + uniformIndex(generator, MOST_STROKES); stroke > 0; stroke--) {
    let from = point()
    for (let ends = 1 + uniformIndex(generator, MOST_POINTS - 1); ends > 0; ends--) {
      const to = point()
      pieces.push({ from, to })
      from = to
    }
  }
  const mask = new Uint8Array(image.rows * image.columns)
  for (const piece of pieces) addPiece(mask, image, piece, radius)
  return mask
}

/** In pixels, from the image's upper left corner. */
interface Point {
  readonly row: number
  readonly column: number
}

/** A straight piece of a stroke. */
interface Piece {
  readonly from: Point
  readonly to: Point
}

/** Adds the pixels whose centre is within the radius of a piece; the others near it are not looked at. */
function addPiece(
  mask: Uint8Array,
  { rows, columns }: ImageSize,
  piece: Piece,
  radius: number,
): void {
  const { from, to } = piece
  const reach = (a: number, b: number, size: number) => ({
    first: Math.max(0, Math.floor(Math.min(a, b) - radius)),
    last: Math.min(size - 1, Math.floor(Math.max(a, b) + radius)),
  })
  const down = reach(from.row, to.row, rows)
  const across = reach(from.column, to.column, columns)
  for (let row = down.first; row <= down.last; row++)
    for (let column = across.first; column <= across.last; column++)
      if (squaredDistance(piece, { row: row + 0.5, column: column + 0.5 }) <= radius * radius)
        mask[row * columns + column] = 1
}

/** The square of the distance from the nearest point of a piece. */
export function squaredDistance({ from, to }: Piece, point: Point): number {
  const along = { row: to.row - from.row, column: to.column - from.column }
  const away = { row: point.row - from.row, column: point.column - from.column }
  const length = along.row * along.row + along.column * along.column
  const projected = length === 0 ? 0 : dot(along, away) / length
  const share = Math.min(1, Math.max(0, projected))
  const rest = { row: away.row - share * along.row, column: away.column - share * along.column }
  return dot(rest, rest)
}

const dot = (a: Point, b: Point): number => a.row * b.row + a.column * b.column

/** Start and end of a side, the end excluded. */
function interval(size: number, generator: RandomGenerator): readonly [number, number] {
  const shortest = Math.ceil(SHORTEST_SIDE * size)
  const length = shortest + uniformIndex(generator, size - shortest + 1)
  const start = uniformIndex(generator, size - length + 1)
  return [start, start + length]
}

/** Asks for the pixels row by row, so that a draw for each has its order. */
function maskOf(
  { rows, columns }: ImageSize,
  isInside: (row: number, column: number) => boolean,
): Uint8Array {
  const mask = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      mask[row * columns + column] = isInside(row, column) ? 1 : 0
  return mask
}
