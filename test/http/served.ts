/** @file The application over the committed weights, in Node. */
import { appOver } from '../../scripts/app.ts'
import { servedCompleter, servedSampler } from '../../scripts/checkpoint.ts'
import { drawingEndpoints } from '../../src/http/endpoints/all.ts'
import type { Bindings } from '../../src/http/guard.ts'

const sampler = await servedSampler()
const completion = await servedCompleter()
const app = appOver(sampler, completion)

export const endpoints = drawingEndpoints(sampler, completion)

export const ask = async (
  path: string,
  headers: Readonly<Record<string, string>> = {},
  bindings: Bindings = {},
): Promise<Response> => app.request(path, { headers }, bindings)

/** What a request that should be answered 200 was told instead; else nothing. */
export async function refusalOf(path: string): Promise<string> {
  const response = await ask(path)
  return response.status === 200 ? '' : response.text()
}

/** @throws {Error} When the answer is not 200. */
export async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await ask(path)
  if (response.status !== 200)
    throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return new Uint8Array(await response.arrayBuffer())
}

export async function textOf(path: string): Promise<string> {
  return new TextDecoder().decode(await bytesOf(path))
}

export interface DigitJson {
  readonly label: number
  readonly seed: string
  readonly temperature: number
  readonly model: string
  readonly url: string
  readonly alt: string
  readonly width: number
  readonly height: number
  readonly z: readonly number[]
  readonly box: Box
  readonly pixels: readonly (readonly number[])[]
  readonly dataUri: string
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const jsonOf = async <Value>(path: string): Promise<Value> =>
  JSON.parse(await textOf(path)) as Value
