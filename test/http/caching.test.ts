/** @file Cloudflare's cache keys by path and query alone: what names the host must not be in it. */
import { describe, expect, it } from 'vitest'
import { ask, endpoints } from './served.ts'

const HOST = 'localhost'
const NEEDED: Readonly<Record<string, string>> = {
  number: 'digits=7&',
  morph: 'from=1&to=2&',
  latent: 'label=2&',
  complete: 'of=7/ada&keep=left&',
}

const paths = [
  '/',
  '/docs',
  '/openapi.json',
  '/options.json',
  '/model',
  '/healthz',
  ...endpoints.flatMap(({ name, formats }) =>
    formats.map((format) => {
      const seed = name === 'latent' ? '' : 'seed=ada&'
      return `/${name}?${NEEDED[name] ?? ''}${seed}format=${format}`
    }),
  ),
]

describe('for the cache before the Worker', () => {
  it.each(paths)('%s is the same from every host, or not to be kept', async (path) => {
    const response = await ask(path)
    expect(response.status).toBe(200)
    const namesHost = (await response.text()).includes(HOST)
    const isKept = !/no-store/.test(
      response.headers.get('cloudflare-cdn-cache-control') ??
        response.headers.get('cache-control') ??
        '',
    )
    // Pictures, whose bytes are the same, stay in it.
    expect(isKept).toBe(!namesHost && path !== '/healthz')
  })
})
