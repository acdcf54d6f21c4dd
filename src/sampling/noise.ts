/** @file The prior's noise: what a seed stands for before any network runs. */
import type { Manifest } from '../checkpoint/manifest.ts'
import { fillNormal, seededGenerator, type RandomGenerator } from './random.ts'

/** What the noise of a model's pictures is like. */
export interface NoiseForm {
  /** Units. */
  readonly latent: number
  /**
   * A seed's noise is multiplied by e^s, s normal with mean 0 and this deviation: a scale mixture of normals (Andrews
   * and Mallows 1974). Long noise, which draws rare forms, is more frequent, as with wider noise for all seeds; but so
   * is short noise, and the middle does not become emptier. Left out, the noise is the prior's own.
   */
  readonly scaleDeviation?: number | undefined
}

/** The form that a manifest asks for. */
export const noiseForm = ({
  configuration: { latent },
  scaleDeviation,
}: Pick<Manifest, 'configuration' | 'scaleDeviation'>): NoiseForm => ({ latent, scaleDeviation })

/**
 * Of the variance of a digit's noise, the part that all digits of its seed share; the rest is its own, so that
 * it has the variance of a digit alone. Half and a little more: one hand is recognized, and no two 7s of a
 * number are the same.
 */
const SHARED_VARIANCE = 0.6

/**
 * The noise of a seed, [latent]: normal variables, multiplied by `temperature` and by the seed's scale. It is the same
 * for every label.
 */
export function seededNoise(seed: string, form: NoiseForm, temperature: number): Float32Array {
  return scaledNoise(seed, form, temperature).noise
}

/**
 * The noise of digits from the same hand, in reading order: of each a mean of the seed's and the
 * position's own noise that has their variance, so that a digit of a number is as likely as one alone. All
 * have the seed's scale: a rare hand is rare in each of them.
 *
 * @returns `count` times [latent].
 */
export function handwritingNoises(
  seed: string,
  count: number,
  form: NoiseForm,
  temperature: number,
): Float32Array[] {
  const { noise: shared, deviation } = scaledNoise(seed, form, temperature)
  const [ofShared, ofOwn] = [Math.sqrt(SHARED_VARIANCE), Math.sqrt(1 - SHARED_VARIANCE)]
  return Array.from({ length: count }, (_, position) => {
    const own = normal(seededGenerator(`position ${position}`, seed), form.latent, deviation)
    return shared.map((value, unit) => ofShared * value + ofOwn * (own[unit] as number))
  })
}

/**
 * The noise of a seed, and the deviation that it was drawn with: `temperature` times the seed's scale. Engines may
 * round `Math.exp` differently, as they may `Math.log`: after rounding to 32 bits, one seed in some 10⁷ shows it.
 */
function scaledNoise(
  seed: string,
  { latent, scaleDeviation }: NoiseForm,
  temperature: number,
): { readonly noise: Float32Array; readonly deviation: number } {
  const generator = seededGenerator('noise', seed)
  // The first of its numbers; there is none where there is no scale, so that other models' noise is as it was.
  const scale =
    scaleDeviation === undefined ? 1 : Math.exp(normal(generator, 1, scaleDeviation)[0] as number)
  const deviation = scale * temperature
  return { noise: normal(generator, latent, deviation), deviation }
}

function normal(generator: RandomGenerator, count: number, deviation: number): Float32Array {
  const values = new Float32Array(count)
  fillNormal(generator, values, deviation)
  return values
}
