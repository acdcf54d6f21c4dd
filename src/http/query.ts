/** @file A URL's parameters against a schema: every one known, given once, and valid. */
import * as v from 'valibot'
import { shortened } from './echo.ts'
import { MAX_REPORTED_ERRORS } from './limits.ts'
import { percentDecoded, WELL_ENCODED } from './percent.ts'

/** What is wrong with one parameter. */
export interface ParameterError {
  readonly parameter: string
  readonly got: string
  readonly expected: string
}

/** Parsed values, or the errors that the query has, ten at most. */
export type QueryResult<Values> =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly errors: readonly ParameterError[] }

type QuerySchema = v.StrictObjectSchema<v.ObjectEntries, undefined>

/**
 * Parses a query string.
 *
 * @param schema Its entries carry the metadata `allowed`, which errors repeat.
 * @param search The part of the URL from `?` on, as sent.
 * @param fromPath Parameters that the path gave already.
 */
export function parseQuery<const Schema extends QuerySchema>(
  schema: Schema,
  search: string,
  fromPath: ReadonlyMap<string, string> = new Map(),
): QueryResult<v.InferOutput<Schema>> {
  // URLSearchParams would replace what it cannot decode, and different seeds become one.
  if (percentDecoded(search) === undefined) return failure('(query)', search, WELL_ENCODED)
  const given = new Map(Array.from(fromPath, ([name, value]) => [name, [value]]))
  for (const [name, value] of new URLSearchParams(search)) {
    const values = given.get(name)
    if (values === undefined) given.set(name, [value])
    else values.push(value)
  }
  const known = Object.keys(schema.entries)
  const errors: ParameterError[] = []
  for (const [name, values] of given) {
    if (errors.length === MAX_REPORTED_ERRORS) return { ok: false, errors }
    if (!known.includes(name))
      errors.push(
        parameterError(
          name,
          values.join(),
          `no such parameter; the known ones: ${known.join(', ')}`,
        ),
      )
    else if (values.length > 1)
      errors.push(
        parameterError(
          name,
          values.join(),
          `${name} once; the known parameters: ${known.join(', ')}`,
        ),
      )
  }
  const input = Object.fromEntries(Array.from(given, ([name, [value]]) => [name, value]))
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true })
  if (parsed.success && errors.length === 0) return { ok: true, values: parsed.output }
  const reported = new Set(errors.map(({ parameter }) => parameter))
  for (const issue of parsed.issues ?? []) {
    const name = v.getDotPath(issue) ?? ''
    if (!known.includes(name) || reported.has(name)) continue
    reported.add(name)
    const expected = expectedOf(issue) ?? allowedValues(schema, name)
    errors.push(parameterError(name, given.get(name)?.[0] ?? '', expected))
  }
  return { ok: false, errors: errors.slice(0, MAX_REPORTED_ERRORS) }
}

/** What a parameter's own check said of this value, where it says more than the documentation. */
const expectedOf = (issue: v.BaseIssue<unknown>): string | undefined =>
  issue.type === 'raw_transform' ? (issue.expected ?? undefined) : undefined

function allowedValues(schema: QuerySchema, name: string): string {
  const entry = schema.entries[name]
  const { allowed } = entry === undefined ? {} : v.getMetadata(entry)
  return typeof allowed === 'string' ? allowed : 'another value'
}

/** What was got is shortened. */
export function parameterError(parameter: string, got: string, expected: string): ParameterError {
  return { parameter: shortened(parameter), got: shortened(got), expected }
}

const failure = (parameter: string, got: string, expected: string) => ({
  ok: false as const,
  errors: [parameterError(parameter, got, expected)],
})
