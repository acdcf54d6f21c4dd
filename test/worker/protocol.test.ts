import { describe, expect, it } from 'vitest'
import { ask } from './requests.ts'

const PATHS = ['/', '/digit?label=7&seed=ada', '/healthz']

describe('methods', () => {
  it.each(PATHS)('HEAD %s has the headers of GET and no body', async (path) => {
    const [get, head] = [await ask(path), await ask(path, { method: 'HEAD' })]
    await get.body?.cancel()
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    const given = Object.fromEntries(get.headers)
    expect(Object.fromEntries(head.headers)).toEqual(given)
  })

  it.each(PATHS)('OPTIONS %s answers a preflight', async (path) => {
    const response = await ask(path, {
      method: 'OPTIONS',
      headers: { Origin: 'https://other.example', 'Access-Control-Request-Method': 'GET' },
    })
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      allow: 'GET, HEAD, OPTIONS',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    })
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])('%s is not allowed', async (method) => {
    for (const path of PATHS) {
      const response = await ask(path, { method })
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(await response.json()).toMatchObject({ status: 405, title: 'Method Not Allowed' })
    }
  })
})

describe('problems (RFC 9457)', () => {
  it.each([
    ['/nothing', 404, /No \/nothing here; the known paths: \/, \/docs, .*\/digit, \/number/],
    ['/digit/', 404, /No \/digit\/ here/],
    ['/digit?label=12', 400, /label: got "12", expected an integer from 0 to 9/],
    ['/digit?label=7&label=7', 400, /expected label once/],
    ['/digit?lable=7', 400, /lable: got "7".*known ones: label, seed, temperature, size, dpr/],
    ['/digit?seed=%FF', 400, /percent-encoded UTF-8/],
  ])('%s is %i, and says why', async (path, status, detail) => {
    const response = await ask(path)
    expect(response.status).toBe(status)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    })
    const problem = await response.json<{ detail: string }>()
    expect(problem).toMatchObject({ type: 'about:blank', status })
    expect(problem.detail).toMatch(detail)
  })

  it('has the same status and headers for HEAD', async () => {
    const response = await ask('/digit?label=12', { method: 'HEAD' })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it('names each bad parameter in a field of its own', async () => {
    const response = await ask('/digit?label=12&size=1')
    expect(await response.json()).toMatchObject({
      errors: [
        { parameter: 'label', got: '12', expected: 'an integer from 0 to 9' },
        { parameter: 'size', got: '1', expected: 'an integer from 28 to 1024' },
      ],
    })
  })
})

describe('GET /healthz', () => {
  it('says that the model is there', async () => {
    const response = await ask('/healthz')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({
      status: 'ok',
      model: expect.stringMatching(/^digits-/),
      completion: expect.stringMatching(/^complete-/),
    })
  })
})

describe('GET /', () => {
  it('is a page whose every picture answers, with alternative texts', async () => {
    const response = await ask('/')
    const page = await response.text()
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const images = page.match(/<img[^>]*>/g) ?? []
    expect(images.length).toBeGreaterThan(20)
    for (const image of images) {
      expect(image).toMatch(/alt="A handwritten (\d|digit)/)
      const source = /src="([^"]*)"/.exec(image)?.[1] ?? ''
      const picture = await ask(source.replaceAll('&amp;', '&'))
      await picture.body?.cancel()
      expect(image).toMatch(/ width="\d+" height="\d+"/)
      expect([source, picture.status]).toEqual([source, 200])
      expect(picture.headers.get('content-type')).toMatch(/^image\//)
    }
  })

  it('has snippets with alternative texts at the origin that was asked', async () => {
    const page = await (await ask('/')).text()
    expect(page).toContain(
      '&lt;img src=&quot;https://digits.example/v1/digit/3/ada.png?size=128&quot;',
    )
    expect(page).toContain('![A handwritten 3](https://digits.example/v1/digit/3/ada.png?size=128)')
  })

  it('allows its own style and script alone', async () => {
    const response = await ask('/')
    const policy = response.headers.get('content-security-policy') ?? ''
    const page = await response.text()
    for (const [, tag, source = ''] of page.matchAll(/<(style|script)>(.*?)<\/\1>/gs)) {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(source))
      const hash = btoa(String.fromCharCode(...new Uint8Array(digest)))
      expect(policy).toContain(`${tag}-src 'sha256-${hash}'`)
    }
    expect(policy).toContain("default-src 'none'")
  })
})
