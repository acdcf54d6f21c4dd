/**
 * @file Any size from the model's logits: cubic interpolation of the logits, a gain that
 * keeps edges crisp, then the sigmoid. Interpolating grey levels instead would blur.
 */
import { cubicTaps } from './cubic.ts'
import { widenRows, type CellShape, type LogitImage } from './field.ts'
import { greyLevel } from './levels.ts'

export type { LogitImage }

/** Levels of ink, 0 (paper) to 255 (ink), row by row, [height * width]. */
export interface GreyImage {
  readonly levels: Uint8Array
  readonly width: number
  readonly height: number
}

/** A digit's place on a picture, in pixels from its left and top edges. */
export interface Cell extends CellShape {
  readonly left: number
  readonly top: number
}

/** Entries of the table from interpolated logit to grey level. */
const TABLE_SIZE = 4096

/** Table entries per logit; the cubic may overshoot up to twice the limit. */
const tableSteps = (limit: number): number => TABLE_SIZE / (4 * limit)

/**
 * Draws the picture `size` pixels long on its longer side. At the model's own size the
 * pixels are the model's own output.
 *
 * @param size Pixels, at least the longer side of `image`.
 */
export function renderAt(image: LogitImage, size: number): GreyImage {
  const cell = { ...cellSize(image, size), left: 0, top: 0, slant: 0 }
  const { width, height } = cell
  const picture = { levels: new Uint8Array(width * height), width, height }
  drawDigit(picture, image, cell)
  return picture
}

/** Pixels of both sides when the longer one has `size`. */
export function cellSize(
  { rows, columns }: Pick<LogitImage, 'rows' | 'columns'>,
  size: number,
): { readonly width: number; readonly height: number } {
  const scale = size / Math.max(rows, columns)
  return { width: Math.round(columns * scale), height: Math.round(rows * scale) }
}

/** Draws a digit on a picture. Where ink is already, the more of it shows. */
export function drawDigit(picture: GreyImage, image: LogitImage, cell: Cell): void {
  const scale = Math.max(cell.width, cell.height) / Math.max(image.rows, image.columns)
  if (scale === 1 && cell.slant === 0) drawOwnPixels(picture, image, cell)
  else drawInterpolated(picture, image, cell, scale)
}

function drawOwnPixels(picture: GreyImage, image: LogitImage, { left, top }: Cell): void {
  const { levels, width, height } = picture
  const { logits, rows, columns } = image
  const [fromRow, toRow] = [Math.max(0, -top), Math.min(rows, height - top)]
  const [fromColumn, toColumn] = [Math.max(0, -left), Math.min(columns, width - left)]
  for (let row = fromRow; row < toRow; row++)
    for (let column = fromColumn; column < toColumn; column++) {
      const level = greyLevel(logits[row * columns + column] as number)
      const pixel = (top + row) * width + left + column
      if (level > (levels[pixel] as number)) levels[pixel] = level
    }
}

function drawInterpolated(picture: GreyImage, image: LogitImage, cell: Cell, scale: number): void {
  const wide = widenRows(image, cell, scale)
  const { logits, width, limit } = wide
  const table = tableOf(scale, limit)
  const steps = tableSteps(limit)
  const vertical = cubicTaps(image.rows, cell.height)
  const inked = Array.from({ length: image.rows }, (_, row) =>
    inkedSpan(logits, row * width, width, limit),
  )
  const left = cell.left - wide.margin
  const bottom = Math.min(cell.height, picture.height - cell.top)
  for (let y = Math.max(0, -cell.top); y < bottom; y++) {
    const [a, b, c, d] = vertical.positions.subarray(4 * y, 4 * y + 4) as unknown as Four
    const [wa, wb, wc, wd] = vertical.weights.subarray(4 * y, 4 * y + 4) as unknown as Four
    const spans = [a, b, c, d].map((row) => inked[row] as Span)
    const from = Math.max(-left, Math.min(...spans.map((span) => span.from)))
    const to = Math.min(picture.width - left, Math.max(...spans.map((span) => span.to)))
    const start = (cell.top + y) * picture.width + left
    for (let x = from; x < to; x++) {
      const logit =
        wa * (logits[a * width + x] as number) +
        wb * (logits[b * width + x] as number) +
        wc * (logits[c * width + x] as number) +
        wd * (logits[d * width + x] as number)
      const level = table[((logit + 2 * limit) * steps) | 0] as number
      if (level > (picture.levels[start + x] as number)) picture.levels[start + x] = level
    }
  }
}

type Four = [number, number, number, number]

/** Columns [from, to) outside which a row is only paper: most of a picture is, and is skipped. */
interface Span {
  readonly from: number
  readonly to: number
}

function inkedSpan(wide: Float32Array, offset: number, width: number, limit: number): Span {
  const paper = -0.999 * limit // what rounding leaves of a cut logit among its like
  let from = 0
  while (from < width && (wide[offset + from] as number) <= paper) from++
  let to = width
  while (to > from && (wide[offset + to - 1] as number) <= paper) to--
  // A row of paper alone must not widen the span of the rows around it.
  return from === width ? { from, to: 0 } : { from, to }
}

/** The last table: the digits of a sheet, a number or a morph are all of one scale. */
let last: { readonly scale: number; readonly limit: number; readonly table: Uint8Array } | undefined

function tableOf(scale: number, limit: number): Uint8Array {
  if (last?.scale !== scale || last.limit !== limit)
    last = { scale, limit, table: levelTable(scale, limit) }
  return last.table
}

/**
 * Grey levels by logit. An edge would spread over `scale` times as many pixels as in the
 * model's picture; a gain of `scale` on the logits makes it as sharp, pixel for pixel.
 */
function levelTable(scale: number, limit: number): Uint8Array {
  const table = new Uint8Array(TABLE_SIZE)
  const steps = tableSteps(limit)
  for (let entry = 0; entry < TABLE_SIZE; entry++)
    table[entry] = greyLevel(scale * ((entry + 0.5) / steps - 2 * limit))
  return table
}
