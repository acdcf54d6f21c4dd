/** @file What several answers of the OpenAPI document have in common. */
import { isPicture, MEDIA_TYPES, type Format } from './formats.ts'
import { colour, type JsonSchema } from './values.ts'

/** A header. */
export const text = (description: string) => ({ description, schema: { type: 'string' } })

const pictures = (Object.keys(MEDIA_TYPES) as Format[]).filter(isPicture)

/** Problem details, or a picture of them for an <img>. */
const problem = (description: string, headers: Readonly<Record<string, object>> = {}) => ({
  description,
  headers: { 'Digit-Error': text('The detail in ASCII, shortened'), ...headers },
  content: {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    ...Object.fromEntries(pictures.map((format) => [MEDIA_TYPES[format], {}])),
  },
})

/** By status. */
const PROBLEMS = {
  '400': problem('A parameter is wrong; errors says which, what was got and what is expected'),
  '403': problem('The service signs its URLs, and this one is unsigned, changed or expired'),
  '404': problem('There is no such path'),
  '406': problem('Accept allows none of the formats'),
  '413': problem('The body is too large'),
  '415': problem('The body has another media type, or a content coding', {
    Accept: text('The media types that it may have, where it is another'),
    'Accept-Encoding': text('identity, where it has a content coding'),
  }),
  '429': problem('Too many requests', { 'Retry-After': text('Seconds until it may come again') }),
}

const nameOf = (status: string): string => `Problem${status}`

/** References to the problems of some statuses. */
export const problems = (...statuses: readonly (keyof typeof PROBLEMS)[]) =>
  Object.fromEntries(
    statuses.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
  )

/** The schema of a parameter; that of colours, which is long, by a reference. */
export function referring(json: JsonSchema): JsonSchema {
  const { type: _type, pattern, ...others } = json
  return pattern === colour.json.pattern ? { $ref: '#/components/schemas/Colour', ...others } : json
}

export const COMPONENTS = {
  responses: Object.fromEntries(
    Object.entries(PROBLEMS).map(([status, response]) => [nameOf(status), response]),
  ),
  schemas: {
    Colour: { ...colour.json, description: `${colour.allowed}; names in capitals too` },
    Problem: {
      description: 'Problem details (RFC 9457)',
      type: 'object',
      required: ['type', 'status', 'title', 'detail'],
      properties: {
        type: { type: 'string' },
        status: { type: 'integer' },
        title: { type: 'string' },
        detail: { type: 'string' },
        errors: {
          type: 'array',
          items: {
            type: 'object',
            required: ['parameter', 'got', 'expected'],
            properties: {
              parameter: { type: 'string' },
              got: { type: 'string' },
              expected: { type: 'string' },
            },
          },
        },
      },
    },
    Drawing: {
      type: 'object',
      required: ['model', 'url', 'alt', 'width', 'height'],
      properties: {
        model: { type: 'string' },
        url: { type: 'string', format: 'uri' },
        alt: { type: 'string' },
        width: { type: 'integer' },
        height: { type: 'integer' },
        dataUri: { type: 'string' },
      },
    },
  },
}
