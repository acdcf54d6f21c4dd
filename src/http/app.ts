/** @file The routes. */
import { Hono } from 'hono'
import type { CompletionSampler } from '../sampling/completion.ts'
import type { DigitSampler } from '../sampling/sampler.ts'
import { NOT_FOR_OTHER_HOSTS } from './caching.ts'
import { drawingHandler } from './drawing-handler.ts'
import { drawingEndpoints } from './endpoints/all.ts'
import type { Endpoint } from './endpoint.ts'
import { admit, type Bindings } from './guard.ts'
import { FIVE_MINUTES_SECONDS } from './limits.ts'
import { answerMethods, type Routed } from './methods.ts'
import { openApi } from './openapi.ts'
import { optionsOf } from './options.ts'
import { docsHandler } from './pages/docs.ts'
import { landingHandler } from './pages/landing.ts'
import { problemResponse } from './problem.ts'
import { withoutSignature, type Verdict } from './signature.ts'
import type { RequestBody, TargetResult } from './target.ts'
import { textResponse } from './text.ts'
import { drawingVersion } from './version.ts'

/** A model that is served, under a name that its drawings keep for life. */
export interface Release {
  /** First segment of its pinned paths, such as `v1`. */
  readonly name: string
  readonly sampler: DigitSampler
  /** What completes partial images; without it there is no /complete. */
  readonly completion?: CompletionSampler | undefined
  /** The model card in JSON. */
  readonly card: unknown
}

type Handler = (request: Request) => Response | Promise<Response>

/**
 * The application over its releases.
 *
 * @param releases The current one first: paths without a release's name are its own.
 */
export function createApp(
  releases: readonly [Release, ...Release[]],
): Hono<{ Bindings: Bindings }> {
  const app = new Hono<{ Bindings: Bindings }>()
  const [current, ...others] = releases
  const endpoints = drawingEndpoints(current.sampler, current.completion)
  const documents = documentHandlers(current, endpoints)
  for (const [path, handler] of Object.entries(documents))
    answerMethods(app, path, { get: (c) => handler(c.req.raw) })
  for (const base of [`/${current.name}/`, '/']) addDrawings(app, endpoints, current.sampler, base)
  for (const { name, sampler, completion } of others)
    addDrawings(app, drawingEndpoints(sampler, completion), sampler, `/${name}/`)

  const known = [...Object.keys(documents), ...endpoints.map(({ name }) => `/${name}`)]
  app.notFound((c) => problemResponse({ kind: 'not-found', path: c.req.path, known }, c.req.raw))
  app.onError((error, c) => {
    console.error(error)
    return problemResponse({ kind: 'internal' }, c.req.raw)
  })
  return app
}

/** Whatever draws nothing itself. */
function documentHandlers(
  { sampler, completion, card }: Release,
  endpoints: readonly Endpoint[],
): Readonly<Record<string, Handler>> {
  const version = drawingVersion(sampler)
  return {
    '/': landingHandler(sampler, endpoints),
    '/docs': docsHandler(sampler, endpoints),
    '/model': () => json({ ...asObject(card), drawings: version }),
    '/options.json': () => json(optionsOf(endpoints, version)),
    '/openapi.json': (request) =>
      json(openApi(endpoints, version, new URL(request.url).origin), NOT_FOR_OTHER_HOSTS),
    '/healthz': () =>
      json(
        { status: 'ok', model: version, completion: completion?.model },
        { 'Cache-Control': 'no-store' },
      ),
  }
}

const asObject = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : {}

const json = (value: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  textResponse(JSON.stringify(value), 200, {
    'Content-Type': 'application/json',
    'Cache-Control': `public, max-age=${FIVE_MINUTES_SECONDS}`,
    ...headers,
  })

/**
 * @param model Of the drawings, where an endpoint has none of its own.
 * @param base Before the endpoints' names: `/`, or `/v1/`.
 */
function addDrawings(
  app: Hono<{ Bindings: Bindings }>,
  endpoints: readonly Endpoint[],
  { model: usual }: { readonly model: string },
  base: string,
): void {
  for (const endpoint of endpoints) {
    const { model = usual, body } = endpoint
    const draw = drawingHandler(endpoint, drawingVersion({ model }))
    const path = base + endpoint.name
    const answer = (c: Routed, url: URL, verdict: Verdict, given?: TargetResult): Response => {
      const request = c.req.raw
      if (!verdict.ok) return problemResponse(verdict.problem, request)
      const isSigned = c.env?.SIGNING_KEYS !== undefined
      return draw({
        request,
        search: isSigned ? withoutSignature(url.search) : url.search,
        rest: url.pathname.slice(path.length),
        body: given,
        base,
        goodForSeconds:
          verdict.expires === undefined
            ? undefined
            : Math.floor(verdict.expires - Date.now() / 1000),
      })
    }
    // No promise where none is needed: a digit takes as long as a few of them.
    const get = (c: Routed): Response | Promise<Response> => {
      const url = new URL(c.req.raw.url)
      const admitted = admit(c.req.raw, url, c.env)
      return 'ok' in admitted
        ? answer(c, url, admitted)
        : admitted.then((verdict) => answer(c, url, verdict))
    }
    const post = async (c: Routed, { read }: RequestBody): Promise<Response> => {
      const url = new URL(c.req.raw.url)
      const verdict = await admit(c.req.raw, url, c.env)
      return answer(c, url, verdict, verdict.ok ? await read(c.req.raw) : undefined)
    }
    // A body takes the place of what a path would say.
    answerMethods(app, path, { get, post: body && ((c) => post(c, body)) })
    // `/*` would match the path above too.
    answerMethods(app, `${path}/:rest{.*}`, { get })
  }
}
