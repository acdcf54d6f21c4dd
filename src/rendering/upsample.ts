/**
 * @file Any size from the model's logits: cubic interpolation of the logits, a gain that
 * keeps edges crisp, then the sigmoid. Interpolating grey levels instead would blur.
 */
import { greyLevel, greyLevels } from './levels.ts'

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

/**
 * Logits beyond this are cut before interpolation: the network's certainty about black
 * paper (logits of -15 and less) would otherwise eat into thin strokes.
 */
const LOGIT_LIMIT = 4

/** Entries of the table from interpolated logit to grey level. */
const TABLE_SIZE = 4096

/** What rounding leaves of a cut logit after interpolation among its like. */
const PAPER = -LOGIT_LIMIT * 0.999

/** The cubic overshoots: its weights' absolute values add up to 1.25 in each direction. */
const TABLE_LIMIT = LOGIT_LIMIT * 2
const TABLE_STEPS = TABLE_SIZE / (2 * TABLE_LIMIT)

/**
 * Draws the picture `size` pixels long on its longer side. At the model's own size the
 * pixels are the model's own output.
 *
 * @param size Pixels, at least the longer side of `image`.
 */
export function renderAt(image: LogitImage, size: number): GreyImage {
  const { rows, columns, logits } = image
  const scale = size / Math.max(rows, columns)
  if (scale === 1) return { levels: greyLevels(logits), width: columns, height: rows }
  const width = Math.round(columns * scale)
  const height = Math.round(rows * scale)
  return { levels: upsampledLevels(image, width, height, scale), width, height }
}

function upsampledLevels(
  { logits, rows, columns }: LogitImage,
  width: number,
  height: number,
  scale: number,
): Uint8Array {
  const table = levelTable(scale)
  const horizontal = cubicTaps(columns, width)
  const vertical = cubicTaps(rows, height)

  const limited = logits.map((logit) => Math.min(LOGIT_LIMIT, Math.max(-LOGIT_LIMIT, logit)))
  const wide = widen(limited, rows, width, horizontal)
  const inked = Array.from({ length: rows }, (_, row) => inkedSpan(wide, row * width, width))

  const levels = new Uint8Array(width * height)
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
      levels[y * width + x] = table[((logit + TABLE_LIMIT) * TABLE_STEPS) | 0] as number
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

function inkedSpan(wide: Float32Array, offset: number, width: number): Span {
  let from = 0
  while (from < width && (wide[offset + from] as number) <= PAPER) from++
  let to = width
  while (to > from && (wide[offset + to - 1] as number) <= PAPER) to--
  return { from, to }
}

/** For each output position, four input positions and their weights. */
interface Taps {
  readonly positions: Int32Array
  readonly weights: Float32Array
}

/** Catmull-Rom weights (Keys 1981, a = -1/2); pixels beyond the border repeat it. */
function cubicTaps(inputs: number, outputs: number): Taps {
  const positions = new Int32Array(4 * outputs)
  const weights = new Float32Array(4 * outputs)
  for (let output = 0; output < outputs; output++) {
    const center = ((output + 0.5) * inputs) / outputs - 0.5
    const first = Math.floor(center)
    const t = center - first
    for (let tap = 0; tap < 4; tap++)
      positions[4 * output + tap] = Math.min(inputs - 1, Math.max(0, first - 1 + tap))
    weights.set(
      [
        ((-t + 2) * t - 1) * t * 0.5,
        ((3 * t - 5) * t * t + 2) * 0.5,
        ((-3 * t + 4) * t + 1) * t * 0.5,
        (t - 1) * t * t * 0.5,
      ],
      4 * output,
    )
  }
  return { positions, weights }
}

/**
 * Grey levels by logit. An edge would spread over `scale` times as many pixels as in the
 * model's picture; a gain of `scale` on the logits makes it as sharp, pixel for pixel.
 */
function levelTable(scale: number): Uint8Array {
  return Uint8Array.from({ length: TABLE_SIZE }, (_, index) =>
    greyLevel(scale * ((index + 0.5) / TABLE_STEPS - TABLE_LIMIT)),
  )
}
