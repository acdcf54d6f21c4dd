/** @file The outline of a digit's ink as SVG path data (SVG 2, section 9.3): smooth, and in short integers. */
import { contours } from 'd3-contour'
import { logitField, type LogitImage } from './field.ts'

/** Path units in one of the model's pixels. */
export const UNITS_PER_PIXEL = 40

/** Points of the interpolated logits for each of the model's pixels, on either side. */
const FIELD_DENSITY = 2

/** Logit of half ink. */
const HALF_INK = 0

/** Contour points nearer to the last one than this are left out, in the model's pixels. */
const CLOSEST_POINTS = 0.25

type Point = readonly [x: number, y: number]

/**
 * Path data of the ink's outline from the upper left corner of the digit's cell, in
 * {@link UNITS_PER_PIXEL}; empty for a digit without ink.
 *
 * @param slant Pixels to the right for each pixel upwards.
 */
export function outlinePath(image: LogitImage, slant: number): string {
  const cell = { width: FIELD_DENSITY * image.columns, height: FIELD_DENSITY * image.rows, slant }
  const field = logitField(image, cell)
  const { coordinates } = contours()
    .size([field.width, cell.height])
    .contour(Array.from(field.logits), HALF_INK)
  return coordinates
    .flat()
    .map((ring) =>
      ringPath(
        ring.map(([x = 0, y = 0]) => [(x - field.margin) / FIELD_DENSITY, y / FIELD_DENSITY]),
      ),
    )
    .join('')
}

/**
 * A closed quadratic B-spline: it passes through the middle of each side of the polygon and has its
 * corners as control points. Then each control point is the last one mirrored in the point between
 * them, which is what `t` means: two numbers a corner say all. Corners at even units make that exact.
 */
function ringPath(ring: readonly Point[]): string {
  const corners = thinned(ring).map(([x, y]): Point => [evenUnits(x), evenUnits(y)])
  const [first] = corners
  const last = corners.at(-1)
  if (first === undefined || last === undefined || corners.length < 3) return ''
  const start = middle(last, first)
  let at = start
  const steps = corners.map((corner, index) => {
    const next = middle(corner, corners[index + 1] ?? first)
    const step = difference(next, at)
    at = next
    return step
  })
  const [firstStep, ...others] = steps
  return `M${numbers(start)}q${numbers([...difference(first, start), ...(firstStep ?? [])])}t${numbers(others.flat())}z`
}

/** Without the repeated last point of the ring, and points that hardly move. */
function thinned(ring: readonly Point[]): Point[] {
  const kept: Point[] = []
  for (const point of ring.slice(0, -1)) {
    const last = kept.at(-1)
    if (last === undefined || distance(last, point) >= CLOSEST_POINTS) kept.push(point)
  }
  return kept
}

const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1])
const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
const difference = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]]
const evenUnits = (pixels: number): number => 2 * Math.round((pixels * UNITS_PER_PIXEL) / 2)

/** A minus sign separates as well as a space does. */
const numbers = (values: readonly number[]): string =>
  values.map((value, index) => (index > 0 && value >= 0 ? ` ${value}` : `${value}`)).join('')
