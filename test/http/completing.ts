/** @file The application with a release that completes. */
import { servedSampler } from '../../scripts/checkpoint.ts'
import { encodePartialImage } from '../../src/http/partial-image/encode.ts'
import { partialImage } from '../../src/sampling/partial-image.ts'
import { createApp } from '../../src/http/app.ts'
import { drawingEndpoints } from '../../src/http/endpoints/all.ts'
import type { Endpoint } from '../../src/http/endpoint.ts'
import type { Bindings } from '../../src/http/guard.ts'
import { fakeCompletion } from './fake-completion.ts'
import { png } from './partial-image/pngs.ts'

const sampler = await servedSampler()

const app = createApp([{ name: 'v1', sampler, completion: fakeCompletion, card: {} }])

export const completeEndpoint = drawingEndpoints(sampler, fakeCompletion).at(-1) as Endpoint

export const ask = async (
  path: string,
  init: RequestInit = {},
  bindings: Bindings = {},
): Promise<Response> => app.request(path, init, bindings)

/** @throws {Error} When the answer is not 200. */
export async function bytesOf(path: string, init: RequestInit = {}): Promise<Uint8Array> {
  const response = await ask(path, init)
  if (response.status !== 200)
    throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return new Uint8Array(await response.arrayBuffer())
}

export async function jsonOf<Value>(path: string, init: RequestInit = {}): Promise<Value> {
  return JSON.parse(new TextDecoder().decode(await bytesOf(path, init))) as Value
}

export const post = async (
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  query = '',
): Promise<Response> =>
  ask(`/complete${query}`, { method: 'POST', body, headers: { 'Content-Type': type } })

export const postJson = async (value: unknown, query = ''): Promise<Response> =>
  post(JSON.stringify(value), 'application/json', query)

export const postPng = async (body: Uint8Array<ArrayBuffer>, query = ''): Promise<Response> =>
  post(body, 'image/png', query)

/** Rows of which the left half is observed: paper, ink and grey. */
export const ROWS = Array.from({ length: 28 }, (_, row) =>
  Array.from({ length: 28 }, (_unused, column) =>
    column < 14 ? ([0, 255, 77][(row + column) % 3] ?? 0) : null,
  ),
)
/** The same in a URL. */
export const X = encodePartialImage(partialImage(ROWS.flat()))
/** The same as a PNG, transparent where nothing is observed. */
export const PICTURE = png(
  (pixel, channel) => (channel === 0 ? (ROWS.flat()[pixel] ?? 200) : pixel % 28 < 14 ? 255 : 0),
  { colourType: 4 },
)
