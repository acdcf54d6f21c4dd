/** @file A URL's parameters against a schema: every one known, given once, and valid. */
import * as v from 'valibot'
import { shortened } from './echo.ts'
import { MAX_REPORTED_ERRORS } from './limits.ts'
import { formPairs, WELL_ENCODED } from './percent.ts'

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

/** Parses a query string: the part of a URL from `?` on, as sent, and what its path gave already. */
export type QueryParser<Values> = (
  search: string,
  fromPath?: ReadonlyMap<string, string>,
) => QueryResult<Values>

/**
 * A parser of query strings. What left out parameters mean is found out once: most are left out.
 *
 * @param schema Its entries carry the metadata `allowed`, which errors repeat.
 */
export function queryParser<const Schema extends QuerySchema>({
  entries,
}: Schema): QueryParser<v.InferOutput<Schema>> {
  const schemas = new Map(Object.entries(entries))
  const required: string[] = []
  const leftOut: Record<string, unknown> = {}
  for (const [name, schema] of schemas) {
    const absent = v.safeParse(schema, undefined)
    if (!absent.success) required.push(name)
    else if (absent.output !== undefined) leftOut[name] = absent.output
  }
  return (search, fromPath = new Map()) => {
    const given = new Map<string, string[]>()
    for (const [name, value] of fromPath) given.set(name, [value])
    // URLSearchParams would replace what cannot be decoded, and different seeds become one.
    const pairs = formPairs(search)
    if (pairs === undefined) return failure('(query)', search, WELL_ENCODED)
    for (const [name, value] of pairs) {
      const values = given.get(name)
      if (values === undefined) given.set(name, [value])
      else values.push(value)
    }
    const errors = misnamed(given, schemas)
    const values = { ...leftOut }
    const asked = required.length === 0 ? given.keys() : new Set([...required, ...given.keys()])
    for (const name of asked) {
      const schema = schemas.get(name)
      const [text, second] = given.get(name) ?? []
      if (schema === undefined || second !== undefined) continue // told already
      const parsed = v.safeParse(schema, text, { abortPipeEarly: true })
      if (parsed.success) values[name] = parsed.output
      else errors.push(parameterError(name, text ?? '', expectedOf(parsed.issues[0], schema)))
    }
    if (errors.length > 0) return { ok: false, errors: errors.slice(0, MAX_REPORTED_ERRORS) }
    return { ok: true, values }
  }
}

/** Parameters that are unknown or given twice. */
function misnamed(
  given: ReadonlyMap<string, readonly string[]>,
  schemas: ReadonlyMap<string, unknown>,
): ParameterError[] {
  const errors: ParameterError[] = []
  for (const [name, values] of given) {
    if (errors.length === MAX_REPORTED_ERRORS) break // the query may have thousands
    if (!schemas.has(name))
      errors.push(
        parameterError(
          name,
          values.join(),
          `no such parameter; the known ones: ${Array.from(schemas.keys()).join(', ')}`,
        ),
      )
    else if (values.length > 1)
      errors.push(
        parameterError(
          name,
          values.join(),
          `${name} once; the known parameters: ${Array.from(schemas.keys()).join(', ')}`,
        ),
      )
  }
  return errors
}

/** What a parameter's own check said of this value, or else its documentation. */
function expectedOf(issue: v.BaseIssue<unknown>, schema: v.GenericSchema): string {
  const own = issue.type === 'raw_transform' ? issue.expected : null
  const { allowed } = v.getMetadata(schema)
  return own ?? (typeof allowed === 'string' ? allowed : 'another value')
}

/** What was got is shortened. */
export function parameterError(parameter: string, got: string, expected: string): ParameterError {
  return { parameter: shortened(parameter), got: shortened(got), expected }
}

const failure = (parameter: string, got: string, expected: string) => ({
  ok: false as const,
  errors: [parameterError(parameter, got, expected)],
})
