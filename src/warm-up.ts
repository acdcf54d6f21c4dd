/** @file Does what requests do before the first one, so that its code is compiled and its weights are packed. */
import type { Release } from './http/release.ts'
import { drawableSize } from './networks/sizes.ts'
import { renderPng } from './rendering/picture.ts'
import type { DigitSampler } from './sampling/sampler.ts'

/**
 * One digit at the model's own size, and what a number or a small sheet draws at once, at a size that is
 * interpolated. Passes of a dozen, of sheets, long numbers and morphs, are recorded with the first of these; so are
 * those of several completions.
 */
const DRAWN = [
  { digits: 1, pixels: 0 },
  { digits: 4, pixels: 56 },
] as const

/** Draws digits of each release, completes one out of nothing, and asks for a picture that the client has already. */
export async function warmUp(
  app: { request(path: string, options: RequestInit): Response | Promise<Response> },
  releases: readonly Release[],
): Promise<void> {
  for (const { sampler, completion } of releases) {
    draw(sampler)
    const { rows, columns } = sampler.configuration.image
    const nothing = new Float32Array(rows * columns)
    completion?.complete([{ visible: nothing, mask: nothing, seeds: ['warm-up'], temperature: 1 }])
  }
  // Outside a request no response can have a body: a 304 goes as far as any answer goes without one.
  await app.request('/digit/0/warm-up.png', { headers: { 'If-None-Match': '*' } })
}

function draw(sampler: DigitSampler): void {
  const { image } = sampler.configuration
  for (const { digits, pixels } of DRAWN) {
    const drawn = sampler.sample(
      Array.from({ length: digits }, () => ({ label: 0, seed: 'warm-up', temperature: 1 })),
    )
    const size = drawableSize(sampler.configuration, pixels)
    for (const logits of drawn.slice(0, 1)) renderPng(logits, image, { size, invert: false })
  }
}
