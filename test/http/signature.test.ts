import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readKeys, signedUrl } from '../../src/http/signature.ts'
import { ask } from './served.ts'

const OLD = '00112233445566778899aabbccddeeff'
const NEW = 'ffeeddccbbaa99887766554433221100'
const NOW_SECONDS = 1_800_000_000

const signed = (path: string, key = NEW, expires?: number): string => {
  const [bytes = new Uint8Array()] = readKeys(key)
  const { pathname, search } = signedUrl(new URL(path, 'http://localhost'), bytes, expires)
  return pathname + search
}

const get = (path: string, secret = `${NEW},${OLD}`) => ask(path, {}, { SIGNING_KEYS: secret })

afterEach(() => {
  vi.useRealTimers()
})

describe('a signature', () => {
  it('is HMAC-SHA256 of the path and the sorted query, in base64url (RFC 2104, RFC 4648)', () => {
    const expected = createHmac('sha256', Buffer.from(NEW, 'hex'))
      .update('/digit/7/ada.png?invert=1&size=64')
      .digest('base64url')
    expect(signed('/digit/7/ada.png?size=64&invert=1')).toBe(
      `/digit/7/ada.png?size=64&invert=1&signature=${expected}`,
    )
  })

  it.each([
    ['the first key', signed('/digit/7/ada.png?size=64')],
    ['the key before it', signed('/digit/7/ada.png?size=64', OLD)],
    ['no query', signed('/digit/7/ada.svg')],
    ['a seed to be encoded', signed('/digit?label=7&seed=a%20b%2F%C3%A9')],
    ['a pinned path', signed('/v1/sheet/ada.png?rows=1')],
    [
      'parameters in another order',
      signed('/digit?seed=a&label=7').replace('seed=a&label=7', 'label=7&seed=a'),
    ],
  ])('by %s opens a drawing', async (_what, path) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-location')).not.toContain('signature')
    expect(response.headers.get('cache-control')).toContain('immutable')
  })

  it.each([
    ['without one', '/digit/7/ada.png'],
    ['by another key', signed('/digit/7/ada.png', '0'.repeat(32))],
    ['of another drawing', signed('/digit/7/ada.png').replace('/7/', '/8/')],
    ['of fewer parameters', `${signed('/digit/7/ada.png?size=64')}&invert=1`],
    ['cut short', signed('/digit/7/ada.png').slice(0, -1)],
    ['with more behind it', `${signed('/digit/7/ada.png')}x`],
    ['given twice', `${signed('/digit/7/ada.png')}&signature=x`],
    ['empty', '/digit/7/ada.png?signature='],
    [
      'of another path of the same drawing',
      signed('/digit/7/ada.png').replace('/digit', '/v1/digit'),
    ],
  ])('%s does not', async (_what, path) => {
    const response = await get(path)
    expect(response.status).toBe(403)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it.each(['/digit?seed=%FF', '/digit?seed=100%', '/digit?%C3=1', '/digit?seed=%ED%A0%80'])(
    'is not given to %s, of which another URL would be signed',
    (path) => {
      expect(() => signed(path)).toThrow(/^Got the query \?.*, expected percent-encoded UTF-8/)
    },
  )

  it('comes before the parameters: bad ones of strangers say nothing', async () => {
    expect((await get('/digit?label=x')).status).toBe(403)
    expect((await get(signed('/digit?label=x'))).status).toBe(400)
  })

  it('is not asked for by pages, documents and health', async () => {
    for (const path of ['/', '/docs', '/model', '/openapi.json', '/options.json', '/healthz'])
      expect([path, (await get(path)).status]).toEqual([path, 200])
  })

  it('is an unknown parameter where no key is set', async () => {
    for (const secret of ['', ' ']) {
      expect((await get('/digit/7/ada', secret)).status).toBe(200)
      expect((await get(signed('/digit/7/ada'), secret)).status).toBe(400)
    }
    expect((await ask(signed('/digit/7/ada'))).status).toBe(400)
  })
})

describe('expires', () => {
  it('leaves no negative time to caches, however long the rate limiter takes', async () => {
    vi.useFakeTimers({ now: 1000 * NOW_SECONDS, toFake: ['Date'] })
    const limit = () => {
      vi.setSystemTime(1000 * (NOW_SECONDS + 5))
      return Promise.resolve({ success: true })
    }
    const path = signed('/digit/7/ada.png', NEW, NOW_SECONDS + 2)
    const response = await ask(path, {}, { SIGNING_KEYS: NEW, RATE_LIMITER: { limit } })
    expect(response.headers.get('cache-control')).toBe('public, max-age=0')
  })

  it('ends a URL, and what caches may keep of it', async () => {
    // Of the second that has begun, nothing is left to caches.
    vi.useFakeTimers({ now: 1000 * NOW_SECONDS + 1, toFake: ['Date'] })
    const path = signed('/digit/7/ada.png', NEW, NOW_SECONDS + 60)
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('public, max-age=59')
    vi.setSystemTime(1000 * (NOW_SECONDS + 60))
    const late = await get(path)
    expect(late.status).toBe(403)
    expect(await late.json()).toMatchObject({ detail: expect.stringContaining('2027-01-15T08:01') })
  })

  it('beyond a year leaves caches a year, as no expires does', async () => {
    const path = signed('/digit/7/ada.png', NEW, NOW_SECONDS * 2)
    expect((await get(path)).headers.get('cache-control')).toBe('public, max-age=31536000')
  })

  it('is signed too', async () => {
    const path = signed('/digit/7/ada.png', NEW, NOW_SECONDS * 2)
    expect((await get(path)).status).toBe(200)
    for (const other of ['3600000001', '9'.repeat(13), '-1', 'never', ''])
      expect((await get(path.replace(/expires=\d+/, `expires=${other}`))).status).toBe(403)
  })
})

describe('keys', () => {
  it.each(['abc', '0'.repeat(30), '0'.repeat(33), 'g'.repeat(32), `${NEW},`])(
    'refuses %s',
    (secret) => {
      expect(() => readKeys(secret)).toThrow(/expected 32 hex digits or more/)
    },
  )

  it('that are bad make no service, not an open one', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect((await get('/digit/7/ada.png', 'abc')).status).toBe(500)
    expect(log).toHaveBeenCalledOnce()
    log.mockRestore()
  })
})

describe('the rate limit', () => {
  it('asks the binding by client, and answers 429 with Retry-After', async () => {
    const keys: string[] = []
    const limiter = {
      limit: ({ key }: { key: string }) => {
        keys.push(key)
        return Promise.resolve({ success: keys.length < 2 })
      },
    }
    const headers = { 'CF-Connecting-IP': '192.0.2.7' }
    expect((await ask('/digit/7/a', headers, { RATE_LIMITER: limiter })).status).toBe(200)
    const response = await ask('/digit/7/a', headers, { RATE_LIMITER: limiter })
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('10')
    expect(response.headers.get('access-control-expose-headers')).toContain('Retry-After')
    expect(keys).toEqual(['192.0.2.7', '192.0.2.7'])
    expect((await ask('/healthz', headers, { RATE_LIMITER: limiter })).status).toBe(200)
  })
})
