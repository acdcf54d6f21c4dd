/** @file The prior's noise: what a seed stands for before any network runs. */
import type { Manifest } from '../checkpoint/manifest.ts'
import { fillNormal, seededGenerator } from './random.ts'

/** What the noise of a model's pictures is like. */
export interface NoiseForm {
  /** Units. */
  readonly latent: number
  /**
   * Its greatest length at temperature 1; longer noise is shortened to it. Training puts few images so far out,
   * and many digits drawn there are illegible. Left out, there is no limit.
   */
  readonly longest?: number | undefined
}

/** The form that a manifest asks for. */
export const noiseForm = ({
  configuration: { latent },
  longestNoise: longest,
}: Pick<Manifest, 'configuration' | 'longestNoise'>): NoiseForm => ({ latent, longest })

/**
 * Of the variance of a digit's noise, the part that all digits of its seed share; the rest is its own, so that
 * it has the variance of a digit alone. Half and a little more: one hand is recognized, and no two 7s of a
 * number are the same.
 */
const SHARED_VARIANCE = 0.6

/**
 * Normal variables of deviation `temperature`, no longer than the form's limit, [latent]; the same for every
 * label of a seed.
 */
export function seededNoise(seed: string, form: NoiseForm, temperature: number): Float32Array {
  return limited(normal('noise', seed, form, temperature), form, temperature)
}

/**
 * The noise of digits from the same hand, in reading order: of each a mean of the seed's and the
 * position's own noise that has their variance, so that a digit of a number is as likely as one alone.
 *
 * @returns `count` times [latent].
 */
export function handwritingNoises(
  seed: string,
  count: number,
  form: NoiseForm,
  temperature: number,
): Float32Array[] {
  const shared = normal('noise', seed, form, temperature)
  const [ofShared, ofOwn] = [Math.sqrt(SHARED_VARIANCE), Math.sqrt(1 - SHARED_VARIANCE)]
  return Array.from({ length: count }, (_, position) => {
    const own = normal(`position ${position}`, seed, form, temperature)
    const both = shared.map((value, unit) => ofShared * value + ofOwn * (own[unit] as number))
    return limited(both, form, temperature)
  })
}

function normal(
  purpose: string,
  seed: string,
  { latent }: NoiseForm,
  deviation: number,
): Float32Array {
  const values = new Float32Array(latent)
  fillNormal(seededGenerator(purpose, seed), values, deviation)
  return values
}

/** The noise, or as much of it as is within the limit, in its direction. */
function limited(
  noise: Float32Array,
  { longest = Infinity }: NoiseForm,
  temperature: number,
): Float32Array {
  const length = Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0))
  const limit = temperature * longest
  return length > limit ? noise.map((value) => (value * limit) / length) : noise
}
