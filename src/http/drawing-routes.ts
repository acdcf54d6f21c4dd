/** @file The routes of drawings: who may ask, then the endpoint that draws. */
import type { Hono } from 'hono'
import { addressOf } from './address.ts'
import { drawingHandler } from './drawing-handler.ts'
import type { Endpoint } from './endpoint.ts'
import { admit, type Bindings } from './guard.ts'
import { answerMethods, type Routed } from './methods.ts'
import { problemResponse } from './problem.ts'
import type { Verdict } from './signature.ts'
import type { RequestBody, TargetResult } from './target.ts'
import { drawingVersion } from './version.ts'

/**
 * @param model Of the drawings, where an endpoint has none of its own.
 * @param base Before the endpoints' names: `/`, or `/v1/`.
 */
export function addDrawings(
  app: Hono<{ Bindings: Bindings }>,
  endpoints: readonly Endpoint[],
  { model: usual }: { readonly model: string },
  base: string,
): void {
  for (const endpoint of endpoints) {
    const { model = usual, body } = endpoint
    const draw = drawingHandler(endpoint, drawingVersion({ model }))
    const path = base + endpoint.name
    const answer = (request: Request, verdict: Verdict, given?: TargetResult) => {
      if (!verdict.ok) return problemResponse(verdict.problem, request)
      const { pathname, search, expires } = verdict
      const rest = pathname.slice(path.length)
      // It may have ended since it was looked at.
      const goodForSeconds =
        expires === undefined ? undefined : Math.max(0, Math.floor(expires - Date.now() / 1000))
      return draw({ request, search, rest, body: given, base, goodForSeconds })
    }
    // No promise where none is needed: a digit takes as long as a few of them.
    const get = ({ req, env }: Routed): Response | Promise<Response> => {
      const admitted = admit(req.raw, env)
      return 'ok' in admitted
        ? answer(req.raw, admitted)
        : admitted.then((verdict) => answer(req.raw, verdict))
    }
    const post = async ({ req, env }: Routed, { read }: RequestBody): Promise<Response> => {
      const verdict = await admit(req.raw, env)
      return answer(req.raw, verdict, verdict.ok ? await read(req.raw) : undefined)
    }
    // A body takes the place of what a path would say.
    answerMethods(app, path, { get, post: body && ((c) => post(c, body)) })
    answerMethods(app, `${path}/`, { get })
  }
}

/** Segments of an endpoint's path: `/digit`, `/v1/digit`. */
const MOST_SEGMENTS = 2

/**
 * The path of a request as the routes have it: of a drawing `/digit`, or `/digit/` where more comes (`/digit/7`,
 * `/digit.svg`), for the endpoint reads the rest. So all routes are paths, which the router finds at once, and none
 * is a pattern.
 *
 * @param drawings Paths of all endpoints that draw, under each of their bases.
 */
export function routedPath({ url }: Request, drawings: ReadonlySet<string>): string {
  const { pathname } = addressOf(url)
  let end = 0
  for (let segments = 1; segments <= MOST_SEGMENTS && end !== -1; segments++) {
    end = pathname.indexOf('/', end + 1)
    const start = end === -1 ? pathname : pathname.slice(0, end)
    if (drawings.has(start)) return end === -1 ? start : `${start}/`
  }
  const [name = ''] = pathname.split(/[.@]/, 1)
  return drawings.has(name) ? `${name}/` : pathname
}
