/** @file From logits to levels of ink: the mean of each Bernoulli pixel, rounded to 8 bits. */

/** Beyond ±ln 509 = ±6.23 the level is 0 or 255: most pixels are, and need no exponential. */
const CERTAIN = 6.25

/** Level 0-255 of a logit: 255 σ(logit), rounded. */
export function greyLevel(logit: number): number {
  if (logit < -CERTAIN) return 0
  return logit > CERTAIN ? 255 : Math.round(255 / (1 + Math.exp(-logit)))
}

/**
 * A logit whose level is the given one: `greyLevel(logitOfLevel(k))` is k.
 *
 * @param level 0 to 255.
 */
export function logitOfLevel(level: number): number {
  if (level <= 0) return -2 * CERTAIN
  return level >= 255 ? 2 * CERTAIN : Math.log(level / (255 - level))
}

/**
 * The logits of an image, those of observed pixels replaced by what gives the observed levels.
 *
 * @param levels 0 to 255, [pixels].
 * @param mask 1 where observed, else 0, [pixels].
 */
export const withObserved = (
  logits: Float32Array,
  levels: Uint8Array,
  mask: Uint8Array,
): Float32Array =>
  logits.map((logit, pixel) => (mask[pixel] === 1 ? logitOfLevel(levels[pixel] as number) : logit))

/** The levels of a digit, row by row. */
export const levelRows = (logits: Float32Array, columns: number): number[][] =>
  Array.from({ length: logits.length / columns }, (_, row) =>
    Array.from(logits.subarray(row * columns, (row + 1) * columns), greyLevel),
  )
