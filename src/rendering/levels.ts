/** @file From logits to grey levels: the mean of each Bernoulli pixel, rounded to 8 bits. */

/** Grey level 0-255 of a logit: 255 σ(logit), rounded. */
export const greyLevel = (logit: number): number => Math.round(255 / (1 + Math.exp(-logit)))

/** The same in black ink on white paper. */
export const invertedLevel = (logit: number): number => 255 - greyLevel(logit)
