/** @file The prior's noise: what a seed stands for before any network runs. */
import { fillNormal, seededGenerator } from './random.ts'

/**
 * Of the variance of a digit's noise, the part that all digits of its seed share; the rest is its own, so that
 * it has the variance of a digit alone. Half and a little more: one hand is recognized, and no two 7s of a
 * number are the same.
 */
const SHARED_VARIANCE = 0.6

/** Normal variables of deviation `temperature`, [latent]; the same for every label of a seed. */
export function seededNoise(seed: string, latent: number, temperature: number): Float32Array {
  return normal('noise', seed, latent, temperature)
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
  latent: number,
  temperature: number,
): Float32Array[] {
  const shared = seededNoise(seed, latent, temperature)
  const [ofShared, ofOwn] = [Math.sqrt(SHARED_VARIANCE), Math.sqrt(1 - SHARED_VARIANCE)]
  return Array.from({ length: count }, (_, position) => {
    const own = normal(`position ${position}`, seed, latent, temperature)
    return shared.map((value, unit) => ofShared * value + ofOwn * (own[unit] as number))
  })
}

function normal(purpose: string, seed: string, length: number, deviation: number): Float32Array {
  const values = new Float32Array(length)
  fillNormal(seededGenerator(purpose, seed), values, deviation)
  return values
}
