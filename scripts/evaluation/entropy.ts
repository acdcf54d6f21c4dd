/** @file The floor of a likelihood of grey pixels: what is left to say of them when their levels are known. */
import { PAPER_MASKS } from '../completion/masks.ts'
import { greyLevels } from '../data/batches.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import type { Estimate } from './estimate.ts'
import { meanEstimate } from './statistics.ts'

/**
 * The entropy of the missing pixels, Bernoulli variables whose probabilities are their grey levels. No model
 * has a smaller cross-entropy with them.
 *
 * @param indices Of the images.
 * @returns Nats an image.
 */
export function entropyFloor(
  data: LabelledImages,
  condition: keyof typeof PAPER_MASKS,
  indices: Uint32Array,
): Estimate {
  const mask = PAPER_MASKS[condition](data)
  const levels = greyLevels(data, indices)
  const size = data.rows * data.columns
  const entropies = Array.from(indices, (_, row) =>
    levels
      .subarray(row * size, (row + 1) * size)
      .reduce((sum, level, pixel) => (mask[pixel] === 1 ? sum : sum + entropy(level)), 0),
  )
  return meanEstimate(entropies)
}

const entropy = (p: number): number =>
  p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p)
