/** @file POST /complete: what a partial image in a body gives. */
import { describe, expect, it } from 'vitest'
import { decodePng } from '../rendering/decoders.ts'

import {
  PICTURE,
  ROWS,
  X,
  ask,
  bytesOf,
  completeEndpoint,
  post,
  postJson,
  postPng,
} from './completing.ts'

const bytes = async (response: Response): Promise<Uint8Array> =>
  new Uint8Array(await response.arrayBuffer())

describe('a partial image in a body', () => {
  it('as PNG gives what the GET of its Content-Location gives, not cached', async () => {
    const response = await postPng(PICTURE, '?seed=ada&samples=4&size=56&ink=navy')
    const location = `/complete?x=${X}&seed=ada&samples=4&size=56&ink=000080&format=png`
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-location': location,
      'cache-control': 'no-store',
      'digit-seed': 'ada',
      'access-control-allow-origin': '*',
    })
    expect(response.headers.has('etag')).toBe(false)
    expect(await bytes(response)).toEqual(await bytesOf(location))
  })

  it('as JSON brings its parameters along', async () => {
    const body = { pixels: ROWS, label: 7, seed: 'ada/é&?', temperature: 0.5, samples: 2 }
    const response = await postJson(body, '?format=json')
    const location = response.headers.get('content-location') ?? ''
    expect(Object.fromEntries(new URLSearchParams(location.split('?')[1]))).toEqual({
      x: X,
      label: '7',
      seed: 'ada/é&?',
      temperature: '0.5',
      samples: '2',
      format: 'json',
    })
    expect(await bytes(response)).toEqual(await bytesOf(location))
  })

  it('as JSON with a name twice means the last one, as the documentation says', async () => {
    const body = JSON.stringify({ pixels: ROWS, seed: 'a' }).replace('}', ',"seed":"b"}')
    const response = await post(body, 'application/json')
    expect([response.status, response.headers.get('digit-seed')]).toEqual([200, 'b'])
    expect(completeEndpoint.notes.join()).toContain('a name that JSON has twice, the last one')
  })

  it('of the same pixels is the same in both types', async () => {
    const [first, second] = [
      await postPng(PICTURE, '?seed=a'),
      await postJson({ pixels: ROWS, seed: 'a' }),
    ]
    expect(await bytes(first)).toEqual(await bytes(second))
  })

  it('without a seed says which one it got', async () => {
    const response = await postPng(PICTURE)
    const location = response.headers.get('content-location') ?? ''
    expect(location).toContain(`seed=${response.headers.get('digit-seed')}`)
    expect(await bytes(response)).toEqual(await bytesOf(location))
  })

  it('that the service drew is completed to itself where nothing is transparent', async () => {
    const digit = (await bytesOf('/digit/7/ada.png')) as Uint8Array<ArrayBuffer>
    const answer = await postPng(digit, '?seed=any')
    expect(decodePng(await bytes(answer))).toEqual(decodePng(digit))
  })

  it.each(['/v1/complete', '/complete'])(
    'is taken at %s, by any spelling of its type',
    async (path) => {
      for (const type of ['image/png', 'IMAGE/PNG ', 'image/png; charset=binary']) {
        const headers = { 'Content-Type': type, 'If-None-Match': '*' }
        const response = await ask(path, { method: 'POST', body: PICTURE, headers })
        expect([type, response.status]).toEqual([type, 200])
        expect(response.headers.get('content-location')).toContain(`${path}?x=${X}`)
      }
      const json = await ask(path, {
        method: 'POST',
        body: `\uFEFF${JSON.stringify({ pixels: ROWS })}`,
        headers: { 'Content-Type': 'application/json; charset=utf-8' },
      })
      expect(json.status).toBe(200)
    },
  )

  it('has a Content-Location that gives the same to who accepts other formats', async () => {
    const response = await postPng(PICTURE)
    const location = response.headers.get('content-location') ?? ''
    const headers = { Accept: 'image/webp,image/png;q=.5' }
    expect(await bytesOf(location, { headers })).toEqual(await bytes(response))
    const webp = await ask('/complete?seed=a&download=true', {
      method: 'POST',
      body: PICTURE,
      headers: { ...headers, 'Content-Type': 'image/png' },
    })
    expect(webp.headers.get('content-type')).toBe('image/webp')
    const again = webp.headers.get('content-location') ?? ''
    expect(again).toBe(`/complete?x=${X}&seed=a&format=webp&download=true`)
    expect(await bytesOf(again)).toEqual(await bytes(webp))
  })

  it('comes in the format that Accept prefers', async () => {
    const headers = { 'Content-Type': 'image/png', Accept: 'image/svg+xml' }
    const response = await ask('/complete', { method: 'POST', body: PICTURE, headers })
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(response.headers.get('vary')).toBe('Accept')
  })
})

describe('a body beside a query', () => {
  it.each([
    [`?x=${X}`, 'x'],
    ['?of=7/ada&keep=left', 'of'],
    ['?keep=left', 'keep'],
    ['?seed=', 'seed'],
    ['?size=27', 'size'],
    ['?samples=25&size=220', 'size'],
    ['?nothing=1', 'nothing'],
  ])('%s is refused, naming %s', async (query, parameter) => {
    const response = await postPng(PICTURE, query)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ errors: [{ parameter }] })
  })

  it('gives a parameter once', async () => {
    const response = await postJson({ pixels: ROWS, seed: 'a' }, '?seed=a')
    expect(await response.json()).toMatchObject({ status: 400, errors: [{ parameter: 'seed' }] })
  })
})

describe('methods', () => {
  it.each([
    ['/complete', 'GET, HEAD, POST, OPTIONS'],
    ['/v1/complete', 'GET, HEAD, POST, OPTIONS'],
    [`/complete/${X}`, 'GET, HEAD, OPTIONS'],
    ['/digit', 'GET, HEAD, OPTIONS'],
    ['/v1/sheet', 'GET, HEAD, OPTIONS'],
    ['/openapi.json', 'GET, HEAD, OPTIONS'],
  ])('of %s are %s', async (path, allow) => {
    const refused = await ask(path, { method: 'PUT' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, allow])
    const preflight = await ask(path, { method: 'OPTIONS' })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe(allow)
    const posted = await ask(path, { method: 'POST', body: 'x' })
    expect(posted.status).toBe(allow.includes('POST') ? 415 : 405)
  })
})
