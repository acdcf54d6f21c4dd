/** @file Asks an application over samplers of a test's own; answers other than 200 are refused. */
import { appOver } from '../../scripts/app.ts'
import type { CompletionSampler } from '../../src/sampling/completion.ts'
import type { DigitSampler } from '../../src/sampling/sampler.ts'
import { readNpy } from './pixels.ts'

export function asking(sampler: DigitSampler, completion?: CompletionSampler) {
  const app = appOver(sampler, completion)
  async function answer(path: string): Promise<Response> {
    const response = await app.request(path)
    if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`)
    return response
  }
  return {
    /** z of a digit's noise as it is. */
    latentOf: (label: number, noise: Float32Array) =>
      Array.from(sampler.latents([{ label, noise }])[0] ?? []),
    valuesOf: async (path: string) =>
      readNpy(new Uint8Array(await (await answer(path)).arrayBuffer())).values,
    jsonOf: async <Value>(path: string) => (await (await answer(path)).json()) as Value,
  }
}
