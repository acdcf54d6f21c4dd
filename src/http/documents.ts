/** @file Whatever draws nothing itself: pages, the model card, documents for programs. */
import { documentHandler } from './document.ts'
import type { Endpoint } from './endpoint.ts'
import { modelOf } from './model.ts'
import { openApi } from './openapi.ts'
import { optionsOf } from './options.ts'
import { docsPage } from './pages/docs.ts'
import { landingPage } from './pages/landing.ts'
import { pageHeaders } from './pages/page.ts'
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
  const health = { status: 'ok', model: version, completion: completion?.model }
  return {
    '/': page(landingPage(sampler, endpoints, name)),
    '/docs': page(docsPage(sampler, endpoints, name)),
    '/model': json(() => modelOf(release)),
    '/options.json': json(() => optionsOf(endpoints, version)),
    '/openapi.json': json((origin) => openApi(endpoints, { version, release: name, origin }), {
      namesHost: true,
    }),
    '/healthz': () =>
      textResponse(JSON.stringify(health), 200, { ...JSON_HEADERS, 'Cache-Control': 'no-store' }),
  }
}

const JSON_HEADERS = { 'Content-Type': 'application/json' }

const page = (text: (origin: string) => Promise<string>): Handler =>
  documentHandler({ text, namesHost: true, headers: pageHeaders })

const json = (
  valueAt: (origin: string) => unknown,
  { namesHost } = { namesHost: false },
): Handler =>
  documentHandler({
    text: (origin) => JSON.stringify(valueAt(origin)),
    namesHost,
    headers: () => JSON_HEADERS,
  })
