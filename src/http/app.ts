/** @file The application: the routes of its releases, and what is answered beside them. */
import { Hono } from 'hono'
import { documentHandlers } from './documents.ts'
import { addDrawings, routedPath } from './drawing-routes.ts'
import { drawingEndpoints } from './endpoints/all.ts'
import type { Bindings } from './guard.ts'
import { answerMethods, answerUnknown } from './methods.ts'
import { problemResponse } from './problem.ts'
import type { Release } from './release.ts'

/**
 * The application over its releases.
 *
 * @param releases The current one first: paths without a release's name are its own.
 */
export function createApp(
  releases: readonly [Release, ...Release[]],
): Hono<{ Bindings: Bindings }> {
  const [current, ...others] = releases
  const endpoints = drawingEndpoints(current.sampler, current.completion)
  const documents = documentHandlers(current, endpoints)
  const offers = [
    ...[`/${current.name}/`, '/'].map((base) => ({ base, endpoints, sampler: current.sampler })),
    ...others.map(({ name, sampler, completion }) => ({
      base: `/${name}/`,
      endpoints: drawingEndpoints(sampler, completion),
      sampler,
    })),
  ]
  const drawings = new Set(
    offers.flatMap((offer) => offer.endpoints.map(({ name }) => offer.base + name)),
  )
  const app = new Hono<{ Bindings: Bindings }>({
    getPath: (request) => routedPath(request, drawings),
  })
  for (const [path, handler] of Object.entries(documents))
    answerMethods(app, path, { get: (c) => handler(c.req.raw) })
  for (const offer of offers) addDrawings(app, offer.endpoints, offer.sampler, offer.base)

  const known = [...Object.keys(documents), ...endpoints.map(({ name }) => `/${name}`)]
  app.notFound((c) => answerUnknown(c, known))
  app.onError((error, c) => {
    console.error(error)
    return problemResponse({ kind: 'internal' }, c.req.raw)
  })
  return app
}
