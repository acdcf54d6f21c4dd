/** @file Kinds of parameters: the text that a URL may give, and the value that it means. */
import * as v from 'valibot'
import type { JsonSchema } from './json-schema.ts'
import { COLOUR_PATTERN, colourText, parseColour } from '../rendering/colours.ts'

/** What a reader is told of a parameter. */
export interface ParameterDocumentation {
  readonly meaning: string
  /** What is accepted, as it reads after "expected". */
  readonly allowed: string
  /** What a left out parameter means. */
  readonly fallback: string
  readonly json: JsonSchema
}

/** A kind of value, with what is told of it. */
interface Kind<Schema extends v.GenericSchema<string, unknown>> {
  readonly schema: Schema
  readonly allowed: string
  readonly json: JsonSchema
}

interface Told {
  readonly meaning: string
  /** What a left out parameter means, where it has no default. */
  readonly fallback?: string
}

/** A parameter that may be left out; then it is undefined. */
export const optional = <Schema extends v.GenericSchema<string, unknown>>(
  { schema, ...kind }: Kind<Schema>,
  { meaning, fallback = 'none' }: Told,
) => v.pipe(v.optional(schema), v.metadata({ meaning, fallback, ...kind }))

/**
 * A parameter that may be left out; then it is as if `text` had been given. JSON Schema has no default where
 * `fallback` tells of something beside the URL that decides first.
 */
export const withDefault = <Schema extends v.GenericSchema<string, unknown>>(
  { schema, ...kind }: Kind<Schema>,
  text: string,
  { meaning, fallback }: Told,
) =>
  v.pipe(
    v.optional(schema, text as never),
    v.metadata({
      meaning,
      fallback: fallback ?? text,
      ...kind,
      json: fallback === undefined ? { ...kind.json, default: jsonValue(kind, text) } : kind.json,
    }),
  )

/** A parameter that must be given. */
export const required = <Schema extends v.GenericSchema<string, unknown>>(
  { schema, ...kind }: Kind<Schema>,
  { meaning }: Told,
) => v.pipe(schema, v.metadata({ meaning, fallback: 'must be given', ...kind }))

/** A default as JSON Schema has it. */
const jsonValue = ({ json }: { readonly json: JsonSchema }, text: string): unknown =>
  ['integer', 'number', 'boolean'].includes(String(json['type'])) ? JSON.parse(text) : text

/** One spelling for each integer: no sign, no leading zero. */
export const integer = (least: number, most: number) => ({
  schema: v.pipe(
    v.string(),
    v.regex(/^(0|[1-9]\d*)$/),
    v.transform(Number),
    v.minValue(least),
    v.maxValue(most),
  ),
  allowed: `an integer from ${least} to ${most}`,
  json: { type: 'integer', minimum: least, maximum: most },
})

/** Pattern of the integers from 0 that are less than `limit`. */
export const anyBelow = (limit: number): string =>
  `(${Array.from({ length: limit }, (_, index) => index).join('|')})`

/**
 * Any spelling of a number. A query has a space for a plus sign, but for one that is encoded. No digit can be of two
 * parts: else the time to refuse a long text would be of its length squared.
 */
export const NUMBER = String.raw`-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?`
const WHOLE_NUMBER = new RegExp(`^${NUMBER}$`)

/** Any spelling, for a schema cannot limit decimals: by 0.000001, 1.1 is no multiple in binary. */
export const decimal = (least: number, most: number) => ({
  schema: v.pipe(
    v.string(),
    v.regex(WHOLE_NUMBER),
    v.transform(Number),
    v.minValue(least),
    v.maxValue(most),
  ),
  allowed: `a number from ${least} to ${most}`,
  json: { type: 'number', minimum: least, maximum: most },
})

export const boolean = {
  schema: v.pipe(
    v.picklist(['true', 'false', '1', '0']),
    v.transform((text) => text === 'true' || text === '1'),
  ),
  allowed: 'true or false (or 1 or 0)',
  json: { type: 'boolean' },
}

export const oneOf = <const Options extends readonly string[]>(options: Options) => ({
  schema: v.picklist(options),
  allowed: `one of ${options.join(', ')}`,
  json: { type: 'string', enum: options },
})

/**
 * Whether a text can be a seed. JSON may bring halves of surrogate pairs, of which no URL and no
 * header can be made.
 *
 * @param most Characters (code points).
 */
function isSeed(text: string, most: number): boolean {
  if (text === '' || !text.isWellFormed()) return false
  // A code point has one or two units of UTF-16: few units need not be counted.
  return text.length <= most || Array.from(text).length <= most
}

/** @param most Characters (code points). */
export const seedText = (most: number) => ({
  schema: v.pipe(
    v.string(),
    v.check((text) => isSeed(text, most)),
  ),
  allowed: `any text of 1 to ${most} Unicode characters`,
  json: { type: 'string', minLength: 1, maxLength: most },
})

/** The one spelling that the many of a colour have; `parseColour` reads it again. */
export const colour = {
  schema: v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const parsed = parseColour(dataset.value)
      if (parsed !== undefined) return colourText(parsed)
      addIssue()
      return NEVER
    }),
  ),
  allowed: 'hex digits (rgb, rgba, rrggbb or rrggbbaa), a CSS colour name, or transparent',
  json: { type: 'string', pattern: COLOUR_PATTERN },
}

/** Whether a schema is of colours: a long one, small letters only, since patterns have no flags. */
export const isOfColours = ({ pattern }: JsonSchema): boolean => pattern === COLOUR_PATTERN

/** Labels one after the other, such as 2024. */
export const labelDigits = (labels: number, most: number) => {
  const highest = Math.min(labels, 10) - 1
  return {
    schema: v.pipe(v.string(), v.regex(new RegExp(`^[0-${highest}]{1,${most}}$`))),
    allowed: `1 to ${most} digits, each from 0 to ${highest}`,
    json: { type: 'string', pattern: `^[0-${highest}]{1,${most}}$` },
  }
}
