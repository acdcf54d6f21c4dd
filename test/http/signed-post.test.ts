/** @file What a signature covers of a POST: its URL, not its body. */
import { describe, expect, it } from 'vitest'
import { readKeys, signedUrl } from '../../src/http/signature.ts'
import { ask, PICTURE, ROWS, X } from './completing.ts'

const SIGNING_KEYS = 'ffeeddccbbaa99887766554433221100'

const signed = (path: string): string => {
  const [key = new Uint8Array()] = readKeys(SIGNING_KEYS)
  const { pathname, search } = signedUrl(new URL(path, 'http://localhost'), key)
  return pathname + search
}

const post = (path: string, body: unknown, type = 'application/json') =>
  ask(
    path,
    {
      method: 'POST',
      body: body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body),
      headers: { 'Content-Type': type },
    },
    { SIGNING_KEYS },
  )

describe('a signature of a POST', () => {
  it('is good for any body', async () => {
    const path = signed('/complete?samples=1')
    const others = ROWS.toReversed()
    for (const body of [
      { pixels: ROWS, seed: 'ada' },
      { pixels: others, label: 3 },
    ])
      expect((await post(path, body)).status).toBe(200)
    const answer = await post(path, PICTURE, 'image/png')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-location')).toMatch(RegExp(`^/complete\\?x=${X}&seed=`))
  })

  it.each(['label', 'seed', 'temperature', 'samples'])(
    'fixes %s: a body that repeats it is refused',
    async (parameter) => {
      const path = signed(`/complete?${parameter}=1`)
      const value = parameter === 'seed' ? '25' : 2
      const answer = await post(path, { pixels: ROWS, [parameter]: value })
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ errors: [{ parameter }] })
    },
  )

  it('is of its query: other parameters are not let in beside it', async () => {
    for (const path of [`${signed('/complete')}&samples=25`, signed('/complete').slice(0, -1)])
      expect((await post(path, { pixels: ROWS })).status).toBe(403)
  })

  it('comes before the body: that of a stranger is not read', async () => {
    let reads = 0
    const pull = (controller: ReadableStreamDefaultController) => {
      reads++
      controller.close()
    }
    const body = new ReadableStream({ pull }, { highWaterMark: 0 })
    const headers = { 'Content-Type': 'image/png' }
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit
    expect((await ask('/complete', init, { SIGNING_KEYS })).status).toBe(403)
    expect(reads).toBe(0)
  })

  it('is not one of the GET that Content-Location names', async () => {
    const answer = await post(signed('/complete'), { pixels: ROWS })
    const location = answer.headers.get('content-location') ?? ''
    expect((await ask(location, {}, { SIGNING_KEYS })).status).toBe(403)
    expect((await ask(signed(location), {}, { SIGNING_KEYS })).status).toBe(200)
  })
})
