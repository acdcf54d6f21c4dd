/** @file Expected failures as values, and their one rendering: problem details (RFC 9457). */
import { shortened } from './echo.ts'
import type { ParameterError } from './query.ts'
import { textResponse } from './text.ts'

/** Every failure that a client can cause, and the one that it cannot. */
export type Problem =
  | { readonly kind: 'bad-query'; readonly errors: readonly ParameterError[] }
  | { readonly kind: 'not-found'; readonly path: string; readonly known: readonly string[] }
  | {
      readonly kind: 'method-not-allowed'
      readonly method: string
      readonly allow: string
    }
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
          .map(({ parameter, got, expected }) => `${parameter}: got "${got}", expected ${expected}`)
          .join('; '),
        errors: problem.errors,
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
    case 'internal':
      return {
        status: 500,
        title: 'Internal Server Error',
        detail: 'The request failed for a reason that is not in it; try again',
      }
  }
}

/** The response that tells of a problem; no cache may keep it. */
export function problemResponse(problem: Problem): Response {
  const { headers, status, ...rest } = detailsOf(problem)
  return textResponse(JSON.stringify({ type: 'about:blank', status, ...rest }), status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...headers,
  })
}
