/**
 * @file Black and white of grey pixels, by two rules: drawn, white with the grey level as probability, or cut in
 * the middle. Reports call them `dynamic` and `threshold`.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { seededGenerator, type RandomGenerator } from '../../src/sampling/random.ts'
import type { LabelledImages } from './labelled-images.ts'

/** The level of a white pixel: 255 in files, 1 for the networks. */
type White = 1 | 255

/** One Bernoulli draw. */
export const drawn = (level: number, white: White, generator: RandomGenerator): number =>
  uniformFloat64(generator) * white < level ? white : 0

/** White from the middle on. */
export const cut = (level: number, white: White): number => (2 * level >= white ? white : 0)

/** Images of pixels that are drawn once, in the images' order. */
export function withDrawnPixels(data: LabelledImages, seed: string): LabelledImages {
  const generator = seededGenerator('binarization', seed)
  return { ...data, images: data.images.map((level) => drawn(level, 255, generator)) }
}

/**
 * Images with cut ones as outputs. What x is taken from stays grey. Outputs that the data have already are black
 * and white.
 */
export function withCutPixels(data: LabelledImages): LabelledImages {
  if (data.outputs !== undefined) return data
  return { ...data, outputs: data.images.map((level) => cut(level, 255)) }
}
