/** @file A partial image from JSON, with the parameters that it may bring along. */
import * as v from 'valibot'
import type { ImageSize } from '../../networks/image-size.ts'
import { MAX_REPORTED_ERRORS } from '../limits.ts'
import { encodePartialImage } from '../partial-image/encode.ts'
import { partialImage } from '../../sampling/partial-image.ts'
import { parameterError, type ParameterError } from '../query.ts'

/** Each message is what is expected. Of lists the length is looked at before what is in them. */
const bodySchema = ({ rows, columns }: ImageSize) => {
  const level = v.pipe(
    v.number(LEVEL),
    v.integer(LEVEL),
    v.minValue(0, LEVEL),
    v.maxValue(255, LEVEL),
  )
  const row = v.pipe(
    list(`a row of ${columns} pixels`),
    v.length(columns, `${columns} pixels`),
    v.array(v.nullable(level)),
  )
  const image = v.pipe(
    list(`${rows} rows of ${columns} pixels`),
    v.length(rows, `${rows} rows`),
    v.array(row),
  )
  return v.pipe(
    v.custom<object>(isObject, BODY),
    v.strictObject(
      {
        pixels: image,
        label: v.optional(v.number('a number')),
        seed: v.optional(v.string('a text')),
        temperature: v.optional(v.number('a number')),
        samples: v.optional(v.number('a number')),
      },
      BODY,
    ),
  )
}

const list = (expected: string) =>
  v.custom<readonly unknown[]>((value) => Array.isArray(value), expected)

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const BODY = 'an object of pixels and, if wanted, label, seed, temperature and samples, no others'
const LEVEL = 'null for a pixel that is not observed, or an integer from 0 (paper) to 255 (ink)'

type JsonResult =
  | { readonly ok: true; readonly parameters: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly errors: readonly ParameterError[] }

/**
 * The parameters of the URL that asks for the same. Their values are checked where those of URLs are.
 *
 * @param bytes UTF-8.
 */
export function readJson(bytes: Uint8Array, size: ImageSize): JsonResult {
  const value = parsed(bytes)
  if (!('json' in value))
    return { ok: false, errors: [parameterError('(body)', value.got, 'JSON (RFC 8259) in UTF-8')] }
  const { output, issues, success } = v.safeParse(bodySchema(size), value.json, {
    abortPipeEarly: true, // of each value one expectation
  })
  if (!success)
    return {
      ok: false,
      errors: issues.slice(0, MAX_REPORTED_ERRORS).map((issue) => {
        // Of an unknown key, the input is its name.
        const got = issue.path === undefined ? issue.input : issue.path.at(-1)?.value
        return parameterError(v.getDotPath(issue) ?? '(body)', told(got), issue.message)
      }),
    }
  const { pixels, ...others } = output
  const given = Object.entries(others).flatMap(([name, one]): [string, string][] =>
    one === undefined ? [] : [[name, String(one)]],
  )
  return {
    ok: true,
    parameters: new Map([['x', encodePartialImage(partialImage(pixels.flat()))], ...given]),
  }
}

/** What JSON has no end of, such as objects in objects, is named and not repeated. */
function told(value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string') return `the text ${value}`
  if (Array.isArray(value)) return `a list of ${value.length}`
  // JSON has no infinity, which 1e400 is read as.
  if (typeof value === 'number') return String(value)
  return isObject(value) ? 'an object' : JSON.stringify(value)
}

/**
 * The value, which may be null, or what was got in its place. Of a name that an object has twice, the last one
 * counts, as the documentation says: RFC 8259, section 4, leaves it open, and JSON.parse tells of none.
 */
function parsed(
  bytes: Uint8Array,
): { readonly json: unknown } | { readonly got: string | undefined } {
  if (bytes.length === 0) return { got: undefined }
  const text = decoded(bytes)
  if (text === undefined) return { got: `${bytes.length} bytes that are no UTF-8` }
  try {
    return { json: JSON.parse(text) as unknown }
  } catch (error) {
    return { got: `${bytes.length} bytes: ${error instanceof Error ? error.message : 'no JSON'}` }
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    return undefined
  }
}
