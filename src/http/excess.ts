/** @file Pictures that are too large, whatever single parameters allow. */
import type { Extent } from './drawing.ts'
import { MAX_PICTURE_PIXELS, MAX_SIDE_PIXELS, MAX_SVG_DIGITS } from './limits.ts'
import type { Appearance } from './parameters.ts'
import { parameterError, type ParameterError } from './query.ts'

/**
 * More than a picture may have.
 *
 * @param least The smallest size that a digit is drawn at, in pixels.
 */
export function excess(
  extent: Extent,
  look: Pick<Appearance, 'size' | 'dpr' | 'padding' | 'format'>,
  least: number,
): ParameterError | undefined {
  const { width, height, frames, digits } = extent
  const { format, dpr } = look
  if (format === 'npy') return undefined // the model's own pixels, whatever the look
  if (format === 'svg' && digits > MAX_SVG_DIGITS)
    return parameterError(
      'format',
      'svg',
      `another one: these are ${digits} digits, an SVG has at most ${MAX_SVG_DIGITS}`,
    )
  if (Math.max(width, height) <= MAX_SIDE_PIXELS && width * height * frames <= MAX_PICTURE_PIXELS)
    return undefined
  const each = frames === 1 ? '' : ` x ${frames} frames`
  const { parameter, got, expected } = tooMuch(extent, look, least)
  return parameterError(
    parameter,
    String(got),
    `${expected}: with dpr ${dpr} this one is up to ${width} x ${height} pixels${each}, where ${MAX_PICTURE_PIXELS} in all and ${MAX_SIDE_PIXELS} on a side are allowed`,
  )
}

/** What can be less: none is told of a size that is the least already. */
function tooMuch(
  { most }: Extent,
  { size, dpr, padding }: Parameters<typeof excess>[1],
  least: number,
): { readonly parameter: string; readonly got: number; readonly expected: string } {
  const expected = 'a smaller picture'
  if (size > least) return { parameter: 'size', got: size, expected }
  if (dpr > 1) return { parameter: 'dpr', got: dpr, expected }
  return most === undefined
    ? { parameter: 'padding', got: padding, expected }
    : { ...most, expected: 'fewer, for a smaller picture' }
}
