/** @file What several answers of the OpenAPI document have in common. */
import type { Endpoint } from './endpoint.ts'
import { isPicture, MEDIA_TYPES, type Format } from './formats.ts'
import type { JsonSchema } from './json-schema.ts'
import { problemJson, type BODY_PROBLEMS, type DRAWING_PROBLEMS } from './problem-json.ts'
import { drawingJson } from './render.ts'
import { colour, isOfColours } from './values.ts'

/** A header. */
export const text = (description: string) => ({ description, schema: { type: 'string' } })

const pictures = (Object.keys(MEDIA_TYPES) as Format[]).filter(isPicture)

/** Problem details, or a picture of them for an <img>. */
const problem = (description: string, headers: Readonly<Record<string, object>> = {}) => ({
  description,
  headers: { 'Digit-Error': text('The detail in ASCII, shortened'), ...headers },
  content: {
    'application/problem+json': { schema: referenceTo('Problem') },
    ...Object.fromEntries(pictures.map((format) => [MEDIA_TYPES[format], {}])),
  },
})

type Status = (typeof DRAWING_PROBLEMS | typeof BODY_PROBLEMS)[number]

const problemsByStatus = (): Readonly<Record<Status, object>> => ({
  400: problem('A parameter is wrong; errors says which, what was got and what is expected'),
  403: problem('The service signs its URLs, and this one is unsigned, changed or expired'),
  404: problem('There is no such path'),
  406: problem('Accept allows none of the formats'),
  413: problem('The body is too large'),
  415: problem('The body has another media type, or a content coding', {
    Accept: text('The media types that it may have, where it is another'),
    'Accept-Encoding': text('identity, where it has a content coding'),
  }),
  429: problem('Too many requests', { 'Retry-After': text('Seconds until it may come again') }),
  500: problem('The request failed for a reason that is not in it'),
})

const nameOf = (status: string | number): string => `Problem${status}`

/** References to the problems of some statuses. */
export const problems = (statuses: readonly Status[]) =>
  Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  )

const referenceTo = (schema: string) => ({ $ref: `#/components/schemas/${schema}` })

/** The schema of a parameter; that of colours, which is long, by a reference. */
export function referring(json: JsonSchema): JsonSchema {
  const { type: _type, pattern: _pattern, ...others } = json
  return isOfColours(json) ? { ...referenceTo('Colour'), ...others } : json
}

/** Such as `DigitDrawing`. */
const drawingName = (endpoint: string): string =>
  `${endpoint.replace(/^./, (first) => first.toUpperCase())}Drawing`

/** The schema of an endpoint's JSON. */
export const drawingReference = (endpoint: string) => referenceTo(drawingName(endpoint))

export const components = (endpoints: readonly Endpoint[]) => ({
  responses: Object.fromEntries(
    Object.entries(problemsByStatus()).map(([status, response]) => [nameOf(status), response]),
  ),
  schemas: {
    Colour: { ...colour.json, description: `${colour.allowed}; names in capitals too` },
    Problem: { description: 'Problem details (RFC 9457)', ...problemJson().json },
    Drawing: drawingJson().json,
    ...Object.fromEntries(
      endpoints.map(({ name, json }) => [
        drawingName(name),
        { allOf: [referenceTo('Drawing'), json().json] },
      ]),
    ),
  },
})
