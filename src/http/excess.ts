/** @file Pictures that are too large, whatever single parameters allow. */
import type { Extent } from './drawing.ts'
import { MAX_PICTURE_PIXELS, MAX_SIDE_PIXELS, MAX_SVG_DIGITS } from './limits.ts'
import type { Appearance } from './parameters.ts'
import { parameterError, type ParameterError } from './query.ts'

/** More than a picture may have. */
export function excess(
  { width, height, frames, digits }: Extent,
  { size, format, dpr }: Appearance,
): ParameterError | undefined {
  if (format === 'svg' && digits > MAX_SVG_DIGITS)
    return parameterError(
      'format',
      'svg',
      `another one: these are ${digits} digits, an SVG has at most ${MAX_SVG_DIGITS}`,
    )
  if (Math.max(width, height) <= MAX_SIDE_PIXELS && width * height * frames <= MAX_PICTURE_PIXELS)
    return undefined
  const each = frames === 1 ? '' : ` x ${frames} frames`
  return parameterError(
    'size',
    String(size),
    `a smaller picture: with dpr ${dpr} this one is up to ${width} x ${height} pixels${each}, where ${MAX_PICTURE_PIXELS} in all and ${MAX_SIDE_PIXELS} on a side are allowed`,
  )
}
