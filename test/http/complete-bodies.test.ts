/** @file POST /complete: bodies of other types, sizes and codings. */
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { MAX_BODY_BYTES } from '../../src/http/limits.ts'
import { chunk } from './partial-image/pngs.ts'

import { PICTURE, ask, post, postPng } from './completing.ts'

describe('other bodies', () => {
  it.each([
    '',
    'image/jpeg',
    'text/plain',
    'multipart/form-data',
    'image/apng',
    'application/json5',
  ])('of type %j are told the types that are taken', async (type) => {
    const response = await post('x', type)
    expect(response.status).toBe(415)
    expect(response.headers.get('accept')).toBe('image/png, application/json')
    expect(await response.json()).toMatchObject({ status: 415, title: 'Unsupported Media Type' })
  })

  it('in a coding are told to come without', async () => {
    const headers = { 'Content-Type': 'image/png', 'Content-Encoding': 'gzip' }
    const body = Uint8Array.from(gzipSync(PICTURE))
    const response = await ask('/complete', { method: 'POST', headers, body })
    expect([response.status, response.headers.get('accept-encoding')]).toEqual([415, 'identity'])
  })

  it('as large as the limit are read, one byte more is not', async () => {
    const padded = (length: number) => {
      const padding = chunk('tEXt', new Uint8Array(length - PICTURE.length - 12))
      return Uint8Array.from([...PICTURE.subarray(0, 33), ...padding, ...PICTURE.subarray(33)])
    }
    expect(padded(MAX_BODY_BYTES)).toHaveLength(MAX_BODY_BYTES)
    expect((await postPng(padded(MAX_BODY_BYTES))).status).toBe(200)
    const response = await postPng(padded(MAX_BODY_BYTES + 1))
    expect(await response.json()).toMatchObject({
      status: 413,
      detail: expect.stringContaining(String(MAX_BODY_BYTES)),
    })
  })

  it('without end are not read to it', async () => {
    let read = 0
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        read += 10_000
        controller.enqueue(new Uint8Array(10_000))
      },
    })
    const headers = { 'Content-Type': 'image/png' }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    expect((await ask('/complete', init)).status).toBe(413)
    expect(read).toBeLessThan(2 * MAX_BODY_BYTES)
  })

  it('that break off are refused', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(PICTURE.subarray(0, 50)),
      pull: (controller) => controller.error(new Error('gone')),
    })
    const headers = { 'Content-Type': 'image/png' }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    expect(await (await ask('/complete', init)).json()).toMatchObject({
      status: 400,
      errors: [{ parameter: '(body)', expected: 'a whole body' }],
    })
  })

  it('that lie about their length are not believed', async () => {
    const headers = { 'Content-Type': 'image/png', 'Content-Length': '99999999' }
    expect((await ask('/complete', { method: 'POST', headers, body: 'x' })).status).toBe(413)
    const short = { 'Content-Type': 'image/png', 'Content-Length': '1' }
    const body = new Uint8Array(MAX_BODY_BYTES + 1)
    expect((await ask('/complete', { method: 'POST', headers: short, body })).status).toBe(413)
  })

  it('that are missing are no PNG', async () => {
    const headers = { 'Content-Type': 'image/png' }
    const response = await ask('/complete', { method: 'POST', headers })
    expect(await response.json()).toMatchObject({ status: 400, errors: [{ parameter: '(body)' }] })
  })

  it('are told of as a picture to who asks for one', async () => {
    const headers = { 'Content-Type': 'image/png', Accept: 'image/*' }
    const response = await ask('/complete?format=svg', { method: 'POST', headers, body: 'x' })
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'image/svg+xml'])
  })
})
