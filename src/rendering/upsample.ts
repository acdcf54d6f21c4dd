/**
 * @file Any size from the model's logits: cubic interpolation of the logits, a gain that
 * keeps edges crisp, then the sigmoid. Interpolating grey levels instead would blur.
 */
import { cubicTaps, type Taps } from './cubic.ts'
import { liftFaintStrokes } from './faint-strokes.ts'
import { greyLevel } from './levels.ts'

/** A picture's logits, row by row. */
export interface LogitImage {
  readonly logits: Float32Array
  readonly rows: number
  readonly columns: number
}

/** Grey levels 0-255 row by row, [height * width]. */
export interface GreyImage {
  readonly levels: Uint8Array
  readonly width: number
  readonly height: number
}

/** Grey level 0-255 of a logit. */
export type LevelOf = (logit: number) => number

/**
 * Logits beyond this are cut before interpolation: the network's certainty about black
 * paper (logits of -15 and less) would otherwise eat into thin strokes. At 4 the ink of a
 * large picture is that of the model's own. Where little is gained by `scale`, the cut lies
 * further out, so that paper stays black.
 */
const logitLimit = (scale: number): number => Math.max(4, 8 / scale)

/** Entries of the table from interpolated logit to grey level. */
const TABLE_SIZE = 4096

/** Table entries per logit; the cubic may overshoot up to twice the limit. */
const tableSteps = (limit: number): number => TABLE_SIZE / (4 * limit)

/**
 * Draws the picture `size` pixels long on its longer side. At the model's own size the
 * pixels are the model's own output.
 *
 * @param size Pixels, at least the longer side of `image`.
 * @param levelOf The ink: {@link greyLevel}, or its inverse.
 */
export function renderAt(image: LogitImage, size: number, levelOf: LevelOf = greyLevel): GreyImage {
  const { rows, columns, logits } = image
  const scale = size / Math.max(rows, columns)
  const width = Math.round(columns * scale)
  const height = Math.round(rows * scale)
  const levels =
    scale === 1
      ? Uint8Array.from(logits, levelOf)
      : upsampledLevels(image, width, height, scale, levelOf)
  return { levels, width, height }
}

function upsampledLevels(
  { logits, rows, columns }: LogitImage,
  width: number,
  height: number,
  scale: number,
  levelOf: LevelOf,
): Uint8Array {
  const limit = logitLimit(scale)
  const table = levelTable(scale, limit, levelOf)
  const steps = tableSteps(limit)
  const vertical = cubicTaps(rows, height)
  const lifted = liftFaintStrokes(logits, columns, 1 - 1 / scale)
  const limited = lifted.map((logit) => Math.min(limit, Math.max(-limit, logit)))
  const wide = widen(limited, rows, width, cubicTaps(columns, width))
  const inked = Array.from({ length: rows }, (_, row) => inkedSpan(wide, row * width, width, limit))

  const levels = new Uint8Array(width * height).fill(levelOf(-scale * limit))
  for (let y = 0; y < height; y++) {
    const [a, b, c, d] = vertical.positions.subarray(4 * y, 4 * y + 4) as unknown as Four
    const [wa, wb, wc, wd] = vertical.weights.subarray(4 * y, 4 * y + 4) as unknown as Four
    const spans = [a, b, c, d].map((row) => inked[row] as Span)
    const from = Math.min(...spans.map((span) => span.from))
    const to = Math.max(...spans.map((span) => span.to))
    for (let x = from; x < to; x++) {
      const logit =
        wa * (wide[a * width + x] as number) +
        wb * (wide[b * width + x] as number) +
        wc * (wide[c * width + x] as number) +
        wd * (wide[d * width + x] as number)
      levels[y * width + x] = table[((logit + 2 * limit) * steps) | 0] as number
    }
  }
  return levels
}

type Four = [number, number, number, number]

/** Every row interpolated to `width` pixels, [rows * width]. */
function widen(
  logits: Float32Array,
  rows: number,
  width: number,
  { positions, weights }: Taps,
): Float32Array {
  const columns = logits.length / rows
  const wide = new Float32Array(rows * width)
  for (let index = 0; index < wide.length; index++) {
    const offset = Math.floor(index / width) * columns
    const tap = 4 * (index % width)
    let sum = 0
    for (let near = tap; near < tap + 4; near++)
      sum += (weights[near] as number) * (logits[offset + (positions[near] as number)] as number)
    wide[index] = sum
  }
  return wide
}

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

/**
 * Grey levels by logit. An edge would spread over `scale` times as many pixels as in the
 * model's picture; a gain of `scale` on the logits makes it as sharp, pixel for pixel.
 */
function levelTable(scale: number, limit: number, levelOf: LevelOf): Uint8Array {
  return Uint8Array.from({ length: TABLE_SIZE }, (_, index) =>
    levelOf(scale * ((index + 0.5) / tableSteps(limit) - 2 * limit)),
  )
}
