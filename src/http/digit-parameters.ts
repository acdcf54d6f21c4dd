/**
 * @file The parameters of GET /digit, declared once: validation, types, defaults, error
 * messages and the tables in the README and on the landing page derive from here.
 */
import * as v from 'valibot'
import { longerSide, type CvaeConfiguration } from '../networks/configuration.ts'
import { MAX_DECIMALS, MAX_SEED_CHARACTERS, MAX_SIZE_PIXELS, MAX_TEMPERATURE } from './limits.ts'

/** What a reader is told of a parameter. */
export interface ParameterDocumentation {
  readonly meaning: string
  /** What is accepted, as it reads after "expected". */
  readonly allowed: string
  /** What a left out parameter means. */
  readonly fallback: string
}

/** A parameter's own default is its documented one; `fallback` says what else happens. */
const documented = <const Schema extends v.GenericSchema>(
  schema: Schema,
  told: Omit<ParameterDocumentation, 'fallback'> & { readonly fallback?: string },
) => v.pipe(schema, v.metadata({ fallback: v.getDefault(schema) as string, ...told }))

/** One spelling for each integer: no sign, no leading zero. */
const integerText = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.regex(/^(0|[1-9]\d*)$/),
    v.transform(Number),
    v.minValue(least),
    v.maxValue(most),
  )

/** Few enough decimals for String(number) to write them all without an exponent. */
const decimalText = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^(\\d{1,3}|\\d{0,3}\\.\\d{1,${MAX_DECIMALS}})$`)),
    v.transform(Number),
    v.minValue(least),
    v.maxValue(most),
  )

const booleanText = v.pipe(
  v.picklist(['true', 'false', '1', '0']),
  v.transform((text) => text === 'true' || text === '1'),
)

const charactersWithin = (least: number, most: number) =>
  v.check((text: string) => {
    const characters = Array.from(text).length
    return characters >= least && characters <= most
  })

/** The schema for a model's number of labels and picture size. */
export function digitParameters(configuration: CvaeConfiguration) {
  const { labels, image } = configuration
  const ownSize = longerSide(configuration)
  const maxSize = Math.max(MAX_SIZE_PIXELS, ownSize)
  return v.strictObject({
    label: documented(v.optional(integerText(0, labels - 1)), {
      meaning: 'the digit',
      allowed: `an integer from 0 to ${labels - 1}`,
      fallback: 'drawn from the seed',
    }),
    seed: documented(v.optional(v.pipe(v.string(), charactersWithin(1, MAX_SEED_CHARACTERS))), {
      meaning: 'the handwriting: the same seed is the same drawing for ever',
      allowed: `any text of 1 to ${MAX_SEED_CHARACTERS} characters`,
      fallback: 'random',
    }),
    temperature: documented(v.optional(decimalText(0, MAX_TEMPERATURE), '1'), {
      meaning: "scale of the prior's noise; 0 is the one most typical digit",
      allowed: `a number from 0 to ${MAX_TEMPERATURE} with at most ${MAX_DECIMALS} decimals`,
    }),
    size: documented(v.optional(integerText(ownSize, maxSize), String(ownSize)), {
      meaning:
        image.rows === image.columns
          ? 'pixels of the picture, square'
          : 'pixels of the longer side',
      allowed: `an integer from ${ownSize} to ${maxSize}`,
    }),
    invert: documented(v.optional(booleanText, 'false'), {
      meaning: 'black ink on white paper',
      allowed: 'true or false (or 1 or 0)',
    }),
  })
}

export type DigitQuerySchema = ReturnType<typeof digitParameters>
export type DigitQuery = v.InferOutput<DigitQuerySchema>

/** The documentation of each parameter, in the order of declaration. */
export function documentation(
  schema: DigitQuerySchema,
): readonly (ParameterDocumentation & { readonly name: string })[] {
  return Object.entries(schema.entries).map(([name, entry]) => ({
    name,
    ...v.getMetadata(entry),
  }))
}

/** A digit with nothing left open. */
export type ResolvedDigit = DigitQuery & { readonly label: number; readonly seed: string }

/**
 * The one query string of a digit: parameters in the order of declaration, defaults left out.
 * It identifies the drawing in ETag and Content-Location.
 */
export function canonicalQuery(schema: DigitQuerySchema, digit: ResolvedDigit): string {
  const defaults = v.getDefaults(schema)
  const query = new URLSearchParams()
  for (const name of Object.keys(schema.entries) as (keyof DigitQuery)[]) {
    const text = String(digit[name])
    if (text !== defaults[name]) query.set(name, text)
  }
  return query.toString()
}
