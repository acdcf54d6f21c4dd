/** @file Requests to the Worker in workerd. */
import { exports } from 'cloudflare:workers'

const ORIGIN = 'https://digits.example'

/** The Worker's answer to a path with its query. */
export function ask(path: string, init?: RequestInit): Promise<Response> {
  return exports.default.fetch(`${ORIGIN}${path}`, init)
}

/** The bytes of a picture. */
export async function picture(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await ask(path)
  if (response.status !== 200)
    throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return new Uint8Array(await response.arrayBuffer())
}
