/** @file Pictures that are too large, whatever single parameters allow. */
import type * as v from 'valibot'
import { outputOf, type Extent } from './drawing.ts'
import { MAX_PICTURE_PIXELS, MAX_SIDE_PIXELS, MAX_SVG_DIGITS } from './limits.ts'
import { documentation, type Appearance } from './parameters.ts'
import { parameterError, type ParameterError } from './query.ts'

/**
 * More than a picture may have.
 *
 * @param extentOf How large it gets by these values, or by others.
 * @param entries Parameters, in the order in which they are blamed.
 */
export function excess<Values extends Appearance>(
  values: Values,
  extentOf: (values: Values) => Extent,
  ...entries: readonly v.ObjectEntries[]
): ParameterError | undefined {
  const extent = extentOf(values)
  const { width, height, frames, digits } = extent
  const { format } = values
  if (format === 'npy') return undefined // the model's own pixels, whatever the look
  if (format === 'svg' && digits > MAX_SVG_DIGITS)
    return parameterError(
      'format',
      'svg',
      `another one: these are ${digits} digits, an SVG has at most ${MAX_SVG_DIGITS}`,
    )
  if (fits(extent)) return undefined
  const lowered = entries.flatMap((some) => loweredExtents(values, extentOf, some))
  const { parameter, got, expected } = tooMuch(extent, lowered)
  const each = frames === 1 ? '' : ` x ${frames} frames`
  return parameterError(
    parameter,
    got,
    `a smaller picture, by ${expected}: with dpr ${outputOf(values).dpr} this one is up to ${width} x ${height} pixels${each}, where ${MAX_PICTURE_PIXELS} in all and ${MAX_SIDE_PIXELS} on a side are allowed`,
  )
}

const fits = (extent: Extent): boolean =>
  Math.max(extent.width, extent.height) <= MAX_SIDE_PIXELS && pixelsOf(extent) <= MAX_PICTURE_PIXELS

const pixelsOf = ({ width, height, frames }: Extent): number => width * height * frames

/** A parameter that is more than its least, and how large the picture gets where it alone is the least. */
interface Lowered {
  readonly name: string
  readonly got: number
  readonly extent: Extent
}

function loweredExtents<Values extends Appearance>(
  values: Values,
  extentOf: (values: Values) => Extent,
  entries: v.ObjectEntries,
): readonly Lowered[] {
  return documentation(entries).flatMap(({ name, json: { minimum } }) => {
    const got: unknown = values[name as keyof Values]
    // Slant, whose least makes a picture as wide as its most, is never blamed.
    if (typeof minimum !== 'number' || typeof got !== 'number' || got <= minimum) return []
    return [{ name, got, extent: extentOf({ ...values, [name]: minimum }) }]
  })
}

/** Only what helps is blamed: the first that makes the picture small enough alone, or else all that add to it. */
function tooMuch(extent: Extent, lowered: readonly Lowered[]) {
  const helping = lowered.filter((one) => fits(one.extent))
  const [first] = helping
  if (first !== undefined)
    return {
      parameter: first.name,
      got: String(first.got),
      expected: `a lower value of ${listed(helping, 'or')}`,
    }
  const parts = lowered.filter((one) => pixelsOf(one.extent) < pixelsOf(extent))
  return {
    parameter: '(parameters)',
    got: parts.map(({ name, got }) => `${name}=${got}`).join('&'),
    expected: `lower values of ${listed(parts, 'and')} together`,
  }
}

/** Such as `size, dpr and padding`. The first use of Intl.ListFormat takes 13 ms of CPU; the free plan has 10. */
const listed = (parameters: readonly Lowered[], last: 'and' | 'or'): string =>
  parameters
    .map(({ name }) => name)
    .join(', ')
    .replace(/, (\w+)$/, ` ${last} $1`)
