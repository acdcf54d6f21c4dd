/** @file Does what a request does before the first one, so that its code is compiled and its weights are packed. */
import { drawableSize } from './networks/configuration.ts'
import { renderPng } from './rendering/picture.ts'
import type { CompletionSampler } from './sampling/completion.ts'
import type { DigitSampler } from './sampling/sampler.ts'

/** At the model's own size, and at one that is interpolated. */
const SIZES_PIXELS = [0, 56]

/** Draws digits, completes one out of nothing, and asks for a picture that the client has already. */
export async function warmUp(
  app: { request(path: string, options: RequestInit): Response | Promise<Response> },
  sampler: DigitSampler,
  completion: CompletionSampler,
): Promise<void> {
  const { image } = sampler.configuration
  for (const pixels of SIZES_PIXELS) {
    const [logits] = sampler.sample([{ label: 0, seed: `warm-up ${pixels}`, temperature: 1 }])
    const size = drawableSize(sampler.configuration, pixels)
    if (logits !== undefined) renderPng(logits, image, { size, invert: false })
  }
  const nothing = new Float32Array(image.rows * image.columns)
  completion.complete([{ visible: nothing, mask: nothing, seed: 'warm-up', temperature: 1 }])
  // Outside a request no response can have a body: a 304 goes as far as any answer goes without one.
  await app.request('/digit/0/warm-up.png', { headers: { 'If-None-Match': '*' } })
}
