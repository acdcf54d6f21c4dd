/** @file The prior's noise: what a seed stands for before any network runs. */
import type { Manifest } from '../checkpoint/manifest.ts'
import { fillNormal, seededGenerator } from './random.ts'

/** What the noise of a model's pictures is like. */
export interface NoiseForm {
  /** Units. */
  readonly latent: number
  /**
   * Its deviation at temperature 1; left out, the prior's own, 1. Where an acceptance network refuses what is
   * illegible, wider noise draws rare forms more often.
   */
  readonly spread?: number | undefined
}

/** The form that a manifest asks for. */
export const noiseForm = ({
  configuration: { latent },
  spread,
}: Pick<Manifest, 'configuration' | 'spread'>): NoiseForm => ({ latent, spread })

/**
 * Of the variance of a digit's noise, the part that all digits of its seed share; the rest is its own, so that
 * it has the variance of a digit alone. Half and a little more: one hand is recognized, and no two 7s of a
 * number are the same.
 */
const SHARED_VARIANCE = 0.6

/**
 * Normal variables of `temperature` times the form's deviation, [latent]; the same for every label of a seed.
 */
export function seededNoise(seed: string, form: NoiseForm, temperature: number): Float32Array {
  return normal('noise', seed, form, temperature)
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
    return shared.map((value, unit) => ofShared * value + ofOwn * (own[unit] as number))
  })
}

function normal(
  purpose: string,
  seed: string,
  { latent, spread = 1 }: NoiseForm,
  temperature: number,
): Float32Array {
  const values = new Float32Array(latent)
  fillNormal(seededGenerator(purpose, seed), values, spread * temperature)
  return values
}
