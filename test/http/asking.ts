/** @file Asks an application of a test's own; answers other than 200 are refused. */
import type { appOver } from '../../scripts/app.ts'
import { readNpy } from './pixels.ts'

export function asking(app: ReturnType<typeof appOver>) {
  async function answer(path: string): Promise<Response> {
    const response = await app.request(path)
    if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`)
    return response
  }
  return {
    valuesOf: async (path: string) =>
      readNpy(new Uint8Array(await (await answer(path)).arrayBuffer())).values,
    jsonOf: async <Value>(path: string) => (await (await answer(path)).json()) as Value,
  }
}
