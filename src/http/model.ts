/** @file GET /model: the model card, of the weights that draw and of no others. */
import type { Release } from './release.ts'
import { drawingVersion } from './version.ts'

/**
 * The card, with the version of the drawings. Who serves weights of their own may still have the card of ours, whose
 * figures are not theirs: then it is what the manifest of the weights says.
 */
export function modelOf({ sampler, card }: Release): object {
  const { sha256, ...sizes } = sampler.weights
  const isOfWeights = 'sha256' in card && card.sha256 === sha256
  return {
    ...(isOfWeights ? card : { model: sampler.model, sha256, sizes }),
    drawings: drawingVersion(sampler),
  }
}
