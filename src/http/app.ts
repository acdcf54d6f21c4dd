/** @file The routes, and the headers that every response carries. */
import { Hono } from 'hono'
import type { DigitSampler } from '../sampling/sampler.ts'
import { digitHandler } from './digit.ts'
import { landingHandler } from './landing.ts'
import { DAY_SECONDS } from './limits.ts'
import { problemResponse } from './problem.ts'
import { textResponse } from './text.ts'
import { drawingVersion } from './version.ts'

const ALLOWED_METHODS = 'GET, HEAD, OPTIONS'

/** Images are made to be embedded: by any page, in a canvas, under COEP. */
const COMMON_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'Content-Location, Content-Disposition, ETag, Digit-Label, Digit-Seed, Digit-Model',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Timing-Allow-Origin': '*',
  'X-Content-Type-Options': 'nosniff',
}

const PREFLIGHT_HEADERS = {
  Allow: ALLOWED_METHODS,
  'Access-Control-Allow-Methods': ALLOWED_METHODS,
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Max-Age': String(DAY_SECONDS),
  'Cache-Control': 'no-store',
}

/** The application over a sampler. */
export function createApp(sampler: DigitSampler): Hono {
  const resources: Readonly<Record<string, (request: Request) => Response | Promise<Response>>> = {
    '/': landingHandler(sampler),
    '/digit': digitHandler(sampler),
    '/healthz': () =>
      textResponse(JSON.stringify({ status: 'ok', model: drawingVersion(sampler) }), 200, {
        'Content-Type': 'application/json',
        'Cache-Control': 'no-store',
      }),
  }
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    for (const [name, value] of Object.entries(COMMON_HEADERS)) c.header(name, value)
  })
  for (const [path, handler] of Object.entries(resources)) {
    app.get(path, (c) => handler(c.req.raw)) // Hono answers HEAD with GET's headers
    app.options(path, () => new Response(null, { status: 204, headers: PREFLIGHT_HEADERS }))
    app.all(path, (c) =>
      problemResponse({
        kind: 'method-not-allowed',
        method: c.req.method,
        allow: ALLOWED_METHODS,
      }),
    )
  }
  app.notFound((c) =>
    problemResponse({ kind: 'not-found', path: c.req.path, known: Object.keys(resources) }),
  )
  app.onError((error) => {
    console.error(error)
    return problemResponse({ kind: 'internal' })
  })
  return app
}
