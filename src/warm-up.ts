/** @file Draws digits before the first request, so that its code is compiled and its weights are packed. */
import { longerSide } from './networks/configuration.ts'
import { renderPng } from './rendering/picture.ts'
import type { DigitSampler } from './sampling/sampler.ts'

/** Enough calls for V8 to compile the hot paths; more only cost start-up time. */
const DIGITS_DRAWN = 20

/** Sizes as multiples of the model's own: itself, and upsampled. */
const SCALES = [1, 10]

/** Draws digits and throws them away. */
export function warmUp(sampler: DigitSampler): void {
  for (let index = 0; index < DIGITS_DRAWN; index++) {
    const request = { label: 0, seed: `warm-up ${index}`, temperature: 1 }
    const size = longerSide(sampler.configuration) * (SCALES[index % SCALES.length] ?? 1)
    for (const logits of sampler.sample([request]))
      renderPng(logits, sampler.configuration.image, { size, invert: false })
  }
}
