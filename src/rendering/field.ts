/** @file The model's logits between its pixels: cut, faint strokes lifted, interpolated by cubics, slanted. */
import { cubicTaps } from './cubic.ts'
import { liftFaintStrokes } from './faint-strokes.ts'

/** A picture's logits, row by row. */
export interface LogitImage {
  readonly logits: Float32Array
  readonly rows: number
  readonly columns: number
}

/** What the model's picture is drawn to. */
export interface CellShape {
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** Pixels to the right for each pixel upwards, about the middle: the tangent of the angle. */
  readonly slant: number
}

/**
 * Logits beyond this are cut before interpolation: the network's certainty about black
 * paper (logits of -15 and less) would otherwise eat into thin strokes. At 4 the ink of a
 * large picture is that of the model's own. Where little is gained by `scale`, the cut lies
 * further out, so that paper stays black.
 */
const logitLimit = (scale: number): number => Math.max(4, 8 / scale)

/** Pixels that slanted ink reaches beyond its cell, on either side. */
export const slantReach = ({ height, slant }: Pick<CellShape, 'height' | 'slant'>): number =>
  Math.ceil((Math.abs(slant) * height) / 2)

/** Lines as wide as the cell and its margins: the model's rows, or the cell's lines of pixels. */
export interface WideField {
  /** [lines * width]. */
  readonly logits: Float32Array
  readonly width: number
  /** Pixels before and after the cell: the reach of the slant. */
  readonly margin: number
  /** The model's logits were clamped to ±limit. */
  readonly limit: number
}

/** Interpolates along the rows; {@link cubicTaps} does the rest, down the columns. */
export function widenRows(image: LogitImage, cell: CellShape, scale: number): WideField {
  const { rows, columns } = image
  const limit = logitLimit(scale)
  const lifted = liftFaintStrokes(image.logits, columns, 1 - 1 / scale)
  const limited = lifted.map((logit) => Math.min(limit, Math.max(-limit, logit)))
  const margin = slantReach(cell)
  const width = cell.width + 2 * margin
  const tapsOf = (shift: number) => cubicTaps(columns, cell.width, { margin, shift })
  const upright = tapsOf(0)
  const wide = new Float32Array(rows * width)
  for (let row = 0; row < rows; row++) {
    const shift = cell.slant * ((rows - 1) / 2 - row)
    const { positions, weights } = shift === 0 ? upright : tapsOf(shift)
    const offset = row * columns
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let near = 4 * x; near < 4 * x + 4; near++)
        sum += (weights[near] as number) * (limited[offset + (positions[near] as number)] as number)
      wide[row * width + x] = sum
    }
  }
  return { logits: wide, width, margin, limit }
}

/** The interpolated logits of the whole cell and its margins, [height * width]. */
export function logitField(image: LogitImage, cell: CellShape): WideField {
  // The outline of a picture without pixels: of any size, however large.
  const wide = widenRows(image, cell, Infinity)
  const { width } = wide
  const { positions, weights } = cubicTaps(image.rows, cell.height)
  const logits = new Float32Array(cell.height * width)
  for (let index = 0; index < logits.length; index++) {
    const tap = 4 * Math.floor(index / width)
    for (let near = tap; near < tap + 4; near++)
      logits[index] =
        (logits[index] as number) +
        (weights[near] as number) *
          (wide.logits[(positions[near] as number) * width + (index % width)] as number)
  }
  return { ...wide, logits }
}
