/** @file The version of the drawings, which ETags carry: other bytes are another version. */

/** Counts the changes of pictures by the same weights: of their arithmetic, and of rendering. */
const REVISION = 2

/** Name of the weights and number of the revision, such as `digits-2.1`. */
export const drawingVersion = (sampler: { readonly model: string }): string =>
  `${sampler.model}.${REVISION}`
