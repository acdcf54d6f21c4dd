/** @file A URL's parameters against a schema: every one known, given once, and valid. */
import * as v from 'valibot'
import { shortened } from './echo.ts'
import { MAX_REPORTED_ERRORS } from './limits.ts'
import { formPairs, WELL_ENCODED } from './percent.ts'

/** What is wrong with one parameter. */
export interface ParameterError {
  readonly parameter: string
  /** Left out where it was not given. */
  readonly got?: string
  readonly expected: string
}

/** Parsed values and which of them were given, or the errors that the query has, ten at most. */
type QueryResult<Values> =
  | {
      readonly ok: true
      readonly values: Values
      readonly given: { readonly has: (name: string) => boolean }
    }
  | { readonly ok: false; readonly errors: readonly ParameterError[] }

type QuerySchema = v.StrictObjectSchema<v.ObjectEntries, undefined>

/** Parses a query string: the part of a URL from `?` on, as sent, and what its path gave already. */
export type QueryParser<Values> = (
  search: string,
  fromPath?: ReadonlyMap<string, string>,
) => QueryResult<Values>

/** Whether a query must have the parameter. */
export const isRequired = (schema: v.GenericSchema): boolean => !v.is(schema, undefined)

/** What parameters mean that are left out, where they mean anything. */
export function defaultsOf(entries: v.ObjectEntries): Readonly<Record<string, unknown>> {
  const defaults: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(entries)) {
    const absent = v.safeParse(schema, undefined)
    if (absent.success && absent.output !== undefined) defaults[name] = absent.output
  }
  return defaults
}

/**
 * A parser of query strings.
 *
 * @param schema Its entries carry the metadata `allowed`, which errors repeat.
 * @param defaults Of its entries: found out once, since most are left out.
 */
export function queryParser<const Schema extends QuerySchema>(
  { entries }: Schema,
  defaults = defaultsOf(entries),
): QueryParser<v.InferOutput<Schema>> {
  const schemas = new Map(Object.entries(entries))
  const known = Object.keys(entries).join(', ')
  const required = [...schemas].filter(
    ([name, schema]) => !Object.hasOwn(defaults, name) && isRequired(schema),
  )
  return (search, fromPath) => {
    const given = new Map(fromPath)
    const repeated = new Set<string>()
    // URLSearchParams would replace what cannot be decoded, and different seeds become one.
    const pairs = formPairs(search)
    if (pairs === undefined)
      return { ok: false, errors: [parameterError('(query)', search, WELL_ENCODED)] }
    for (const [name, value] of pairs) {
      const before = given.get(name)
      if (before !== undefined) repeated.add(name)
      given.set(name, before === undefined ? value : `${before},${value}`)
    }
    const errors = required
      .filter(([name]) => !given.has(name))
      .map(([name, schema]) => parameterError(name, undefined, allowedBy(schema)))
    const values: Record<string, unknown> = { ...defaults }
    for (const [name, text] of given) {
      if (errors.length === MAX_REPORTED_ERRORS) break // the query may have thousands
      const schema = schemas.get(name)
      const refuse = (expected: string) => errors.push(parameterError(name, text, expected))
      if (schema === undefined) refuse(`no such parameter; the known ones: ${known}`)
      else if (repeated.has(name)) refuse(`${name} once; the known parameters: ${known}`)
      else {
        const parsed = v.safeParse(schema, text, { abortPipeEarly: true })
        if (parsed.success) values[name] = parsed.output
        else refuse(expectedOf(parsed.issues[0], schema))
      }
    }
    return errors.length > 0 ? { ok: false, errors } : { ok: true, values, given }
  }
}

/** What a parameter's own check said of this value, or else its documentation. */
const expectedOf = (issue: v.BaseIssue<unknown>, schema: v.GenericSchema): string =>
  (issue.type === 'raw_transform' ? issue.expected : null) ?? allowedBy(schema)

function allowedBy(schema: v.GenericSchema): string {
  const { allowed } = v.getMetadata(schema)
  return typeof allowed === 'string' ? allowed : 'another value'
}

/** @param got It is shortened; undefined where the parameter was not given. */
export function parameterError(
  parameter: string,
  got: string | undefined,
  expected: string,
): ParameterError {
  return {
    parameter: shortened(parameter),
    ...(got === undefined ? {} : { got: shortened(got) }),
    expected,
  }
}
