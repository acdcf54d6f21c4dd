/** @file The methods of each path: preflights (Fetch, section 3.3), and 405 for those that it has not. */
import type { Context, Hono } from 'hono'
import type { Bindings } from './guard.ts'
import { DAY_SECONDS } from './limits.ts'
import { problemResponse } from './problem.ts'
import { respond } from './respond.ts'

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
  const preflight = {
    Allow: allow,
    'Access-Control-Allow-Methods': allow,
    'Access-Control-Allow-Headers': '*',
    'Access-Control-Max-Age': String(DAY_SECONDS),
    'Cache-Control': 'no-store',
  }
  app.all(path, (c) => {
    const { method } = c.req
    if (method === 'GET' || method === 'HEAD') return get(c)
    if (method === 'POST' && post !== undefined) return post(c)
    if (method === 'OPTIONS') return respond(null, 204, preflight)
    return problemResponse({ kind: 'method-not-allowed', method, allow }, c.req.raw)
  })
}
