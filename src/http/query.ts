/** @file A query string against a schema: every parameter known, given once, and valid. */
import * as v from 'valibot'
import { MAX_ECHOED_CHARACTERS } from './limits.ts'

/** What is wrong with one parameter. */
export interface ParameterError {
  readonly parameter: string
  readonly got: string
  readonly expected: string
}

/** Parsed values, or every error that the query has. */
export type QueryResult<Values> =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly errors: readonly ParameterError[] }

type QuerySchema = v.StrictObjectSchema<v.ObjectEntries, undefined>

/**
 * Parses a query string.
 *
 * @param schema Its entries carry the metadata `allowed`, which errors repeat.
 * @param search The part of the URL from `?` on, as sent.
 */
export function parseQuery<const Schema extends QuerySchema>(
  schema: Schema,
  search: string,
): QueryResult<v.InferOutput<Schema>> {
  if (!isWellEncoded(search))
    return failure('(query)', search, 'percent-encoded UTF-8, such as %20 for a space')
  const given = new URLSearchParams(search)
  const names = [...new Set(given.keys())]
  const known = Object.keys(schema.entries)
  const errors = names.flatMap((name): ParameterError[] => {
    const values = given.getAll(name)
    if (!known.includes(name))
      return [error(name, values.join(), `no such parameter; the known ones: ${known.join(', ')}`)]
    if (values.length > 1)
      return [error(name, values.join(), `${name} once; the known parameters: ${known.join(', ')}`)]
    return []
  })
  const input = Object.fromEntries(names.map((name) => [name, given.get(name) ?? '']))
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true })
  if (parsed.success && errors.length === 0) return { ok: true, values: parsed.output }
  const reported = new Set(errors.map(({ parameter }) => parameter))
  for (const issue of parsed.issues ?? []) {
    const name = v.getDotPath(issue) ?? ''
    if (reported.has(name)) continue
    reported.add(name)
    errors.push(error(name, given.get(name) ?? '', allowedValues(schema, name)))
  }
  return { ok: false, errors }
}

function allowedValues(schema: QuerySchema, name: string): string {
  const entry = schema.entries[name]
  const { allowed } = entry === undefined ? {} : v.getMetadata(entry)
  return typeof allowed === 'string' ? allowed : 'another value'
}

/** URLSearchParams would replace what it cannot decode, and different seeds become one. */
function isWellEncoded(search: string): boolean {
  try {
    decodeURIComponent(search)
    return true
  } catch {
    return false
  }
}

function error(parameter: string, got: string, expected: string): ParameterError {
  return { parameter: shorten(parameter), got: shorten(got), expected }
}

function shorten(text: string): string {
  return text.length > MAX_ECHOED_CHARACTERS ? `${text.slice(0, MAX_ECHOED_CHARACTERS)}…` : text
}

const failure = (parameter: string, got: string, expected: string) => ({
  ok: false as const,
  errors: [error(parameter, got, expected)],
})
