/** @file Expected failures as values, and their one rendering: problem details (RFC 9457) or a picture of them. */
import { shortened } from './echo.ts'
import { formatHeaders } from './formats.ts'
import type { ValueOf } from './json-schema.ts'
import type { problemJson } from './problem-json.ts'
import { problemFormat, problemPicture } from './problem-picture.ts'
import type { ParameterError } from './query.ts'
import { respond } from './respond.ts'
import { utf8 } from './text.ts'

/** Every failure that a client can cause, and the one that it cannot. */
export type Problem =
  | { readonly kind: 'bad-query'; readonly errors: readonly ParameterError[] }
  | { readonly kind: 'not-acceptable'; readonly accept: string; readonly types: readonly string[] }
  | { readonly kind: 'not-found'; readonly path: string; readonly known: readonly string[] }
  | {
      readonly kind: 'method-not-allowed'
      readonly method: string
      readonly allow: string
    }
  | {
      readonly kind: 'unsupported-media-type'
      readonly mediaType: string
      readonly accept: string
    }
  | { readonly kind: 'unsupported-coding'; readonly coding: string }
  | { readonly kind: 'content-too-large'; readonly mostBytes: number }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'bad-signature' }
  | { readonly kind: 'expired'; readonly expires: number }
  | { readonly kind: 'too-many-requests'; readonly retryAfterSeconds: number }
  | { readonly kind: 'internal' }

interface Details {
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly headers?: Readonly<Record<string, string>>
  readonly errors?: readonly ParameterError[]
}

function detailsOf(problem: Problem): Details {
  switch (problem.kind) {
    case 'bad-query':
      return {
        status: 400,
        title: 'Bad Request',
        detail: problem.errors
          .map(
            ({ parameter, got, expected }) =>
              `${parameter}: got ${got === undefined ? 'nothing' : `"${got}"`}, expected ${expected}`,
          )
          .join('; '),
        errors: problem.errors,
      }
    case 'not-acceptable':
      return {
        status: 406,
        title: 'Not Acceptable',
        detail: `Got Accept: ${shortened(problem.accept)}, expected one of ${problem.types.join(', ')}, or an extension or format in the URL`,
      }
    case 'not-found':
      return {
        status: 404,
        title: 'Not Found',
        detail: `No ${shortened(problem.path)} here; the known paths: ${problem.known.join(', ')}`,
      }
    case 'method-not-allowed':
      return {
        status: 405,
        title: 'Method Not Allowed',
        detail: `Got ${problem.method}, expected one of ${problem.allow}`,
        headers: { Allow: problem.allow }, // RFC 9110, section 15.5.6
      }
    case 'unsupported-media-type':
      return {
        status: 415,
        title: 'Unsupported Media Type',
        detail: `Got Content-Type: ${shortened(problem.mediaType)}, expected one of ${problem.accept}`,
        headers: { Accept: problem.accept }, // RFC 9110, section 15.5.16
      }
    case 'unsupported-coding':
      return {
        status: 415,
        title: 'Unsupported Media Type',
        detail: `Got Content-Encoding: ${shortened(problem.coding)}, expected a body without coding`,
        headers: { 'Accept-Encoding': 'identity' }, // RFC 9110, section 15.5.16
      }
    case 'content-too-large':
      return {
        status: 413,
        title: 'Content Too Large',
        detail: `Got a body of more than ${problem.mostBytes} bytes, expected at most as many`,
      }
    case 'unsigned':
      return {
        status: 403,
        title: 'Forbidden',
        detail: 'Got no signature, expected a URL that the owner of this service has signed',
      }
    case 'bad-signature':
      return {
        status: 403,
        title: 'Forbidden',
        detail: 'Got a signature that is not of this URL, expected the URL as it was signed',
      }
    case 'expired':
      return {
        status: 403,
        title: 'Forbidden',
        detail: `The URL expired at ${new Date(1000 * problem.expires).toISOString()}; ask for a new one`,
      }
    case 'too-many-requests':
      return {
        status: 429,
        title: 'Too Many Requests',
        detail: `More requests than one client has; try again in ${problem.retryAfterSeconds} seconds`,
        headers: { 'Retry-After': String(problem.retryAfterSeconds) }, // RFC 6585, section 4
      }
    case 'internal':
      return {
        status: 500,
        title: 'Internal Server Error',
        detail: 'The request failed for a reason that is not in it; try again',
      }
  }
}

type ProblemJson = ValueOf<typeof problemJson>

/** The response that tells of a problem; no cache may keep it. */
export function problemResponse(problem: Problem, request: Request): Response {
  const { headers, status, ...rest } = detailsOf(problem)
  const format = problemFormat(request)
  const body =
    format === undefined
      ? utf8(JSON.stringify({ type: 'about:blank', status, ...rest } satisfies ProblemJson))
      : problemPicture(`${status} ${rest.title}`, rest.detail, format)
  return respond(body, status, {
    ...(format === undefined
      ? { 'Content-Type': 'application/problem+json' }
      : formatHeaders(format)),
    'Cache-Control': 'no-store',
    Vary: 'Accept, Sec-Fetch-Dest',
    'Digit-Error': headerText(rest.detail),
    ...headers,
  })
}

/** Headers have ASCII alone (RFC 9110, section 5.5). */
const headerText = (text: string): string =>
  shortened(text)
    .replaceAll('…', '...')
    .replaceAll(/[^\u0020-\u007E]/g, '?')
