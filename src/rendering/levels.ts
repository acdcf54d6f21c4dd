/** @file From logits to grey levels: the mean of each Bernoulli pixel, rounded to 8 bits. */

/** Grey level 0-255 of a logit: 255 σ(logit), rounded. */
export const greyLevel = (logit: number): number => Math.round(255 / (1 + Math.exp(-logit)))

/** Grey levels of all logits. */
export const greyLevels = (logits: Float32Array): Uint8Array => Uint8Array.from(logits, greyLevel)
