/** @file Of each label the drawn digit that comes nearest to a training digit, above that one: copies would show. */
import type { DigitSampler } from '../../../src/sampling/sampler.ts'
import { indicesByLabel, type LabelledImages } from '../../data/labelled-images.ts'
import { drawnDigits } from '../digits.ts'
import { nearestDistances } from '../neighbours.ts'
import { gridPng, pictureOf } from './grid.ts'

const ENLARGEMENT = 2

/**
 * The sheet, a column for each label.
 *
 * @param count Of the drawn digits, those that the task `nearest` measures of this seed.
 */
export function nearestSheet(
  sampler: DigitSampler,
  training: LabelledImages,
  count: number,
  seed: string,
): Uint8Array {
  const drawn = drawnDigits(sampler, count, 1, 'nearest', seed)
  const size = training.rows * training.columns
  const { distances, indices } = nearestDistances(drawn.images, training.images, size)
  const all = Uint32Array.from(drawn.labels, (_, digit) => digit)
  const nearer = (one: number, other: number) =>
    (distances[other] as number) < (distances[one] as number) ? other : one
  const nearest = indicesByLabel(drawn, all)
    .filter((digits) => digits.length > 0)
    .map((digits) => digits.reduce(nearer))
  const rows = [
    nearest.map((digit) => pictureOf(drawn, digit)),
    nearest.map((digit) => pictureOf(training, indices[digit] as number)),
  ]
  return gridPng([rows], ENLARGEMENT)
}
