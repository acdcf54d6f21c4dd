/** @file The version of the drawings, which ETags carry: other bytes are another version. */
import { RENDERING_VERSION } from '../rendering/picture.ts'

/** Name of the weights and number of the rendering, such as `digits-2.1`. */
export const drawingVersion = (sampler: { readonly model: string }): string =>
  `${sampler.model}.${RENDERING_VERSION}`
