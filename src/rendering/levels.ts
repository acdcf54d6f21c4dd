/** @file From logits to levels of ink: the mean of each Bernoulli pixel, rounded to 8 bits. */

/** Level 0-255 of a logit: 255 σ(logit), rounded. */
export const greyLevel = (logit: number): number => Math.round(255 / (1 + Math.exp(-logit)))

/** The levels of a digit, row by row. */
export const levelRows = (logits: Float32Array, columns: number): number[][] =>
  Array.from({ length: logits.length / columns }, (_, row) =>
    Array.from(logits.subarray(row * columns, (row + 1) * columns), greyLevel),
  )
