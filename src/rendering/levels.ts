/** @file From logits to levels of ink: the mean of each Bernoulli pixel, rounded to 8 bits. */

/** Beyond ±ln 509 = ±6.23 the level is 0 or 255: most pixels are, and need no exponential. */
const CERTAIN = 6.25

/** Level 0-255 of a logit: 255 σ(logit), rounded. */
export function greyLevel(logit: number): number {
  if (logit < -CERTAIN) return 0
  return logit > CERTAIN ? 255 : Math.round(255 / (1 + Math.exp(-logit)))
}

/** The levels of a digit, row by row. */
export const levelRows = (logits: Float32Array, columns: number): number[][] =>
  Array.from({ length: logits.length / columns }, (_, row) =>
    Array.from(logits.subarray(row * columns, (row + 1) * columns), greyLevel),
  )
