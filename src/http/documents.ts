/** @file Whatever draws nothing itself: pages, the model card, documents for programs. */
import { NOT_FOR_OTHER_HOSTS } from './caching.ts'
import type { Endpoint } from './endpoint.ts'
import { FIVE_MINUTES_SECONDS } from './limits.ts'
import { modelOf } from './model.ts'
import { openApi } from './openapi.ts'
import { optionsOf } from './options.ts'
import { docsHandler } from './pages/docs.ts'
import { landingHandler } from './pages/landing.ts'
import type { Release } from './release.ts'
import { textResponse } from './text.ts'
import { drawingVersion } from './version.ts'

type Handler = (request: Request) => Response | Promise<Response>

/** The documents of the current release, by path. */
export function documentHandlers(
  release: Release,
  endpoints: readonly Endpoint[],
): Readonly<Record<string, Handler>> {
  const { name, sampler, completion } = release
  const version = drawingVersion(sampler)
  return {
    '/': landingHandler(sampler, endpoints, name),
    '/docs': docsHandler(sampler, endpoints, name),
    '/model': () => json(modelOf(release)),
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

const json = (value: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  textResponse(JSON.stringify(value), 200, {
    'Content-Type': 'application/json',
    'Cache-Control': `public, max-age=${FIVE_MINUTES_SECONDS}`,
    ...headers,
  })
