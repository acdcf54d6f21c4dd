/**
 * @file The path style of a URL: /digit/7/ada@2x.svg is /digit?label=7&seed=ada&dpr=2&format=svg, and so is
 * /digit@2x.svg?label=7&seed=ada.
 */
import { isFormat, type Format } from './formats.ts'
import type { Problem } from './problem.ts'
import { percentDecoded, WELL_ENCODED } from './percent.ts'
import { parameterError } from './query.ts'

/** What a path says of a resource. */
interface Target {
  /** Values of parameters by name; not the format. */
  readonly parameters: ReadonlyMap<string, string>
  /** By the extension. */
  readonly format?: Format | undefined
}

export type TargetResult =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly problem: Problem }

/** A request body that says what a URL would say. */
export interface RequestBody {
  /** The parameters that it gives; a query may give others. */
  readonly read: (request: Request) => Promise<TargetResult>
  /** Parameters of the URL that have no place beside it. */
  readonly replaces: readonly string[]
  /** Media types and their schemas, as OpenAPI has them. */
  readonly content: Readonly<Record<string, object>>
}

/** What an endpoint's path can say. */
interface Paths {
  readonly name: string
  readonly segments: readonly string[]
  readonly formats: readonly Format[]
}

/** What is told of seeds in paths. */
export const DOTTED_SEED = 'a seed with a dot needs an extension after it, or stands in the query'

/** The form of a path, such as `/digit/{label}/{seed}`. */
export const pathForm = (name: string, segments: readonly string[]): string =>
  ['', name, ...segments.map((segment) => `{${segment}}`)].join('/')

/**
 * Reads the part of a path after an endpoint's name.
 *
 * The last segment, or the name itself, may end in an extension, and before it in `@2x`. Both are read before
 * percent-decoding: %40 is an @ of a seed, and so is %2E a dot, which clients that normalize URLs write as one
 * (RFC 3986, section 6.2.2.2).
 *
 * @param rest Percent-encoded, such as `/7/ada@2x.svg` or `.svg`; empty where the query says all.
 */
export function readTarget({ name, segments, formats }: Paths, rest: string): TargetResult {
  // What follows the name itself stands before the first slash.
  const [ending = '', ...parts] = rest.split('/')
  const isTooLong = parts.length > (ending === '' ? segments.length : 0)
  if (isTooLong || parts.includes('')) return notFound(name, segments, rest)

  const parameters = new Map<string, string>()
  const last = parts.at(-1) ?? ending
  const dot = last.lastIndexOf('.')
  const extension = dot === -1 ? undefined : last.slice(dot + 1)
  let stem = last
  if (extension !== undefined) {
    if (!isFormat(extension) || !formats.includes(extension)) {
      const seeds = parts.length === 0 ? '' : `; ${DOTTED_SEED}`
      return failure('format', extension, `one of ${formats.join(', ')} as the extension${seeds}`)
    }
    stem = last.slice(0, dot)
    if (stem === '' && parts.length > 0) return notFound(name, segments, rest)
  }
  const [suffix, dpr] = /@([\d.]*)x$/.exec(stem) ?? []
  if (suffix !== undefined && dpr !== undefined) {
    stem = stem.slice(0, -suffix.length)
    parameters.set('dpr', dpr)
  }
  if (parts.length > 0) parts[parts.length - 1] = stem
  else if (stem !== '') return notFound(name, segments, rest)
  for (const [index, part] of parts.entries()) {
    const decoded = percentDecoded(part)
    if (decoded === undefined) return failure('(path)', rest, WELL_ENCODED)
    parameters.set(segments[index] ?? '', decoded)
  }
  return { ok: true, target: { parameters, format: extension } }
}

function notFound(name: string, segments: readonly string[], rest: string): TargetResult {
  const known = [
    pathForm(name, []),
    ...segments.map((_, index) => pathForm(name, segments.slice(0, index + 1))),
  ]
  return { ok: false, problem: { kind: 'not-found', path: `/${name}${rest}`, known } }
}

const failure = (parameter: string, got: string, expected: string): TargetResult => ({
  ok: false,
  problem: { kind: 'bad-query', errors: [parameterError(parameter, got, expected)] },
})
