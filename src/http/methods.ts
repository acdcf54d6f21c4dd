/** @file The methods of each path: preflights (Fetch, section 3.3), and 405 for those that it has not. */
import type { Context, Hono } from 'hono'
import type { Bindings } from './guard.ts'
import { DAY_SECONDS } from './limits.ts'
import { problemResponse } from './problem.ts'
import { respond } from './respond.ts'

/** What a preflight is told that may come. */
const preflight = (methods: string) => ({
  'Access-Control-Allow-Methods': methods,
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Max-Age': String(DAY_SECONDS),
  'Cache-Control': 'no-store',
})

/** A request as Hono gives it. */
export type Routed = Context<{ Bindings: Bindings }>

type Answer = (c: Routed) => Response | Promise<Response>

/**
 * Answers all methods of a path: HEAD as GET, whose body Hono leaves out. They are one route: of a request
 * that several routes match Hono makes promises, which cost nearly as much as a whole 304.
 */
export function answerMethods(
  app: Hono<{ Bindings: Bindings }>,
  path: string,
  { get, post }: { readonly get: Answer; readonly post?: Answer | undefined },
): void {
  const allow = post === undefined ? 'GET, HEAD, OPTIONS' : 'GET, HEAD, POST, OPTIONS'
  app.all(path, (c) => {
    const { method } = c.req
    if (method === 'GET' || method === 'HEAD') return get(c)
    if (method === 'POST' && post !== undefined) return post(c)
    if (method === 'OPTIONS') return respond(null, 204, { Allow: allow, ...preflight(allow) })
    return problemResponse({ kind: 'method-not-allowed', method, allow }, c.req.raw)
  })
}

/**
 * Answers for paths that are not there. A preflight is answered as anywhere: of one that fails, browsers tell the
 * page nothing, and of the request behind it the problem.
 */
export function answerUnknown({ req }: Routed, known: readonly string[]): Response {
  const isPreflight =
    req.method === 'OPTIONS' && req.header('Access-Control-Request-Method') !== undefined
  return isPreflight
    ? respond(null, 204, preflight('*'))
    : problemResponse({ kind: 'not-found', path: req.path, known }, req.raw)
}
