/** @file What the judge makes of digits: their labels, and how near their features are to the test set's. */
import { classify, type Reading } from '../classifier/classify.ts'
import type { Classifier } from '../classifier/network.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { NEIGHBOURS } from './budget.ts'
import { frechetEstimate } from './frechet.ts'
import { neighbourhood } from './neighbours.ts'
import type { Quality } from './report.ts'
import { shareEstimate } from './statistics.ts'

/** Reads all digits of a set. */
export const readDigits = (judge: Classifier, { images, labels }: LabelledImages): Reading =>
  classify(judge, images, labels.length)

/** The share of the digits whose label the judge reads: of all, and of each label's. */
export function agreementOf(
  { labels: read }: Reading,
  { labels, labelCount }: LabelledImages,
): Pick<Quality, 'agreement' | 'labels'> {
  const hits = new Uint32Array(labelCount)
  const counts = new Uint32Array(labelCount)
  labels.forEach((label, index) => {
    counts[label] = (counts[label] ?? 0) + 1
    if (read[index] === label) hits[label] = (hits[label] ?? 0) + 1
  })
  return {
    agreement: shareEstimate(
      hits.reduce((a, b) => a + b, 0),
      labels.length,
    ),
    labels: Array.from(hits, (hit, label) => shareEstimate(hit, counts[label] ?? 0)),
  }
}

/**
 * All figures of digits in the judge's features.
 *
 * @param test The judge's reading of the test digits, in random order.
 * @param neighbourhoodDigits Digits on each side, the first ones, of the figures by neighbours.
 */
export function qualityOf(
  judge: Classifier,
  digits: LabelledImages,
  test: Reading,
  neighbourhoodDigits: number,
): Quality {
  const reading = readDigits(judge, digits)
  const { units } = test
  const first = ({ features }: Reading) => features.subarray(0, neighbourhoodDigits * units)
  return {
    ...agreementOf(reading, digits),
    frechet: frechetEstimate(reading.features, test.features, units),
    ...neighbourhood(first(test), first(reading), units, NEIGHBOURS),
  }
}
