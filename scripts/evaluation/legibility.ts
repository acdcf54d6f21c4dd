/** @file What the judge reads of completed test digits, and how far completions of one part differ. */
import { masked, visiblePart } from '../../src/sampling/partial-image.ts'
import { greyLevel, withObserved } from '../../src/rendering/levels.ts'
import type { CompletionSampler } from '../../src/sampling/completion.ts'
import type { Classifier } from '../classifier/network.ts'
import { HALVES, PAPER_MASKS } from '../completion/masks.ts'
import { imagesAt, shuffledIndices } from '../data/batches.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import type { Legibility, LegibilityBudget, PartFigures } from './legibility-report.ts'
import { agreementOf, readDigits } from './quality.ts'
import { meanEstimate } from './statistics.ts'

/** The parts of a digit that are given, by name. */
const PARTS = {
  'left half': HALVES.left,
  'right half': HALVES.right,
  'upper half': HALVES.top,
  'lower half': HALVES.bottom,
  'lower left quadrant': PAPER_MASKS['1 quadrant'],
  'all but the upper right quadrant': PAPER_MASKS['3 quadrants'],
}

/** Measures random test digits, the same for each part; all at temperature 1. */
export function measureLegibility(
  completion: CompletionSampler,
  judge: Classifier,
  test: LabelledImages,
  budget: LegibilityBudget,
  seed: string,
): Omit<Legibility, 'format' | 'sha256' | 'exact'> {
  const order = shuffledIndices(test.labels.length, 'completed digits', seed)
  const digits = imagesAt(test, order.subarray(0, budget.digits))
  const compared = imagesAt(test, order.subarray(0, budget.comparedDigits))
  const legible = (images: Uint8Array) =>
    agreementOf(readDigits(judge, { ...digits, images }), digits).agreement
  const parts = Object.entries(PARTS).map(([part, maskOf]): PartFigures => {
    const mask = maskOf(completion.image)
    const completed = (told: boolean) =>
      completions(completion, digits, mask, { told, seed: (row) => `${seed}/${row}` })
    const samples = Array.from({ length: budget.comparedSamples }, (_, sample) =>
      completions(completion, compared, mask, {
        told: false,
        seed: (row) => `${seed}/${row}/${sample}`,
      }),
    )
    return {
      part,
      legible: legible(completed(false)),
      legibleOfLabel: legible(completed(true)),
      distance: meanEstimate(meanDistances(samples, mask.length)),
    }
  })
  return { model: completion.model, budget, real: legible(digits.images), parts }
}

/** @returns Grey levels, [digits * pixels]. */
function completions(
  completion: CompletionSampler,
  { images, labels }: LabelledImages,
  mask: Uint8Array,
  given: { readonly told: boolean; readonly seed: (row: number) => string },
): Uint8Array {
  const size = completion.image.rows * completion.image.columns
  const levels = images.slice()
  const requests = Array.from(labels, (label, row) => ({
    ...visiblePart(masked(images.subarray(row * size, (row + 1) * size), mask)),
    label: given.told ? label : undefined,
    seeds: [given.seed(row)],
    temperature: 1,
  }))
  completion.complete(requests).forEach((logits, row) => {
    const whole = levels.subarray(row * size, (row + 1) * size)
    whole.set(withObserved(logits, whole, mask).map(greyLevel))
  })
  return levels
}

/** For each digit the mean distance of its samples, over all pairs. */
function meanDistances(samples: readonly Uint8Array[], size: number): number[] {
  const count = (samples[0]?.length ?? 0) / size
  return Array.from({ length: count }, (_, digit) => {
    let [sum, pairs] = [0, 0]
    samples.forEach((one, index) => {
      for (const other of samples.slice(index + 1)) {
        let squares = 0
        for (let pixel = digit * size; pixel < (digit + 1) * size; pixel++)
          squares += (((one[pixel] ?? 0) - (other[pixel] ?? 0)) / 255) ** 2
        sum += Math.sqrt(squares)
        pairs += 1
      }
    })
    return sum / pairs
  })
}
