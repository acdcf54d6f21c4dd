/** @file The way from one label to another through the latent space. */
import type { DigitSampler, LatentDigit } from './sampler.ts'

/**
 * Digits from one label to another in the same handwriting, both ends included: z and x of the
 * generation network go from those of the one to those of the other in equal steps. Interpolating z
 * alone would leave the label to decide, and the digit would change at once.
 *
 * @param noise What the prior network reads for both, [latent].
 * @param count Two at least.
 */
export function morph(
  sampler: DigitSampler,
  {
    from,
    to,
    noise,
    count,
  }: {
    readonly from: number
    readonly to: number
    readonly noise: Float32Array
    readonly count: number
  },
): LatentDigit[] {
  const [start, end] = sampler.acceptedLatents([from, to].map((label) => ({ label, noise })))
  return Array.from({ length: count }, (_, step): LatentDigit => {
    const share = step / (count - 1)
    return {
      label: from,
      towards: { label: to, share },
      z: Float32Array.from(
        start ?? [],
        (value, unit) => (1 - share) * value + share * (end?.[unit] ?? 0),
      ),
    }
  })
}
