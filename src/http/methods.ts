/** @file The methods of each path: preflights (Fetch, section 3.3), and 405 for all others. */
import type { Hono } from 'hono'
import type { Bindings } from './guard.ts'
import { DAY_SECONDS } from './limits.ts'
import { problemResponse } from './problem.ts'
import { respond } from './respond.ts'

export const READ = 'GET, HEAD, OPTIONS'
export const READ_AND_POST = 'GET, HEAD, POST, OPTIONS'

/** Answers whatever no route before it did. */
export function answerOtherMethods(
  app: Hono<{ Bindings: Bindings }>,
  path: string,
  allow: typeof READ | typeof READ_AND_POST = READ,
): void {
  const headers = {
    Allow: allow,
    'Access-Control-Allow-Methods': allow,
    'Access-Control-Allow-Headers': '*',
    'Access-Control-Max-Age': String(DAY_SECONDS),
    'Cache-Control': 'no-store',
  }
  app.options(path, () => respond(null, 204, headers))
  app.all(path, (c) =>
    problemResponse({ kind: 'method-not-allowed', method: c.req.method, allow }, c.req.raw),
  )
}
