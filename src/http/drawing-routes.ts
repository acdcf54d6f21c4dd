/** @file The routes of drawings: who may ask, then the endpoint that draws. */
import type { Hono } from 'hono'
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
    const answer = (request: Request, url: URL, verdict: Verdict, given?: TargetResult) => {
      if (!verdict.ok) return problemResponse(verdict.problem, request)
      const { search, expires } = verdict
      const rest = url.pathname.slice(path.length)
      // It may have ended since it was looked at.
      const goodForSeconds =
        expires === undefined ? undefined : Math.max(0, Math.floor(expires - Date.now() / 1000))
      return draw({ request, search, rest, body: given, base, goodForSeconds })
    }
    // No promise where none is needed: a digit takes as long as a few of them.
    const get = ({ req, env }: Routed): Response | Promise<Response> => {
      const url = new URL(req.raw.url)
      const admitted = admit(req.raw, url, env)
      return 'ok' in admitted
        ? answer(req.raw, url, admitted)
        : admitted.then((verdict) => answer(req.raw, url, verdict))
    }
    const post = async ({ req, env }: Routed, { read }: RequestBody): Promise<Response> => {
      const url = new URL(req.raw.url)
      const verdict = await admit(req.raw, url, env)
      return answer(req.raw, url, verdict, verdict.ok ? await read(req.raw) : undefined)
    }
    // A body takes the place of what a path would say.
    answerMethods(app, path, { get, post: body && ((c) => post(c, body)) })
    // `/*` would match the path above too, and Hono's fast router takes no pattern of the empty text, as `.*`
    // is; nor is a line break of a seed a `.`.
    answerMethods(app, `${path}/:rest{[^]+}`, { get })
  }
}
