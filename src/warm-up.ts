/** @file Draws digits before the first request, so that its code is compiled and its weights are packed. */
import { drawableSize } from './networks/configuration.ts'
import { renderPng } from './rendering/picture.ts'
import type { CompletionSampler } from './sampling/completion.ts'
import type { DigitSampler } from './sampling/sampler.ts'

/** Enough calls for V8 to compile the hot paths; more only cost start-up time. */
const DIGITS_DRAWN = 15

/** The last digit is drawn at this size, the others at the model's own: upsampling is compiled too. */
const LARGE_PIXELS = 256

/** Draws digits, completes them out of nothing, and throws them away. */
export function warmUp(sampler: DigitSampler, completion: CompletionSampler): void {
  const { image } = sampler.configuration
  for (let index = 1; index <= DIGITS_DRAWN; index++) {
    const [logits] = sampler.sample([{ label: 0, seed: `warm-up ${index}`, temperature: 1 }])
    const wanted = index === DIGITS_DRAWN ? LARGE_PIXELS : 0
    const size = drawableSize(sampler.configuration, wanted)
    if (logits !== undefined) renderPng(logits, image, { size, invert: false })
  }
  const nothing = new Float32Array(image.rows * image.columns)
  // One call packs the weights; the code is compiled by then.
  completion.complete([{ visible: nothing, mask: nothing, seed: 'warm-up', temperature: 1 }])
}
