/** @file How far digits are from the nearest training digit: a copy is at distance 0. */
import type { LabelledImages } from '../data/labelled-images.ts'
import { nearestDistances } from './neighbours.ts'
import type { NearestFigures } from './report.ts'
import { quantileEstimate } from './statistics.ts'

/** Quantiles over the digits of the distance to the nearest of `training`. */
export function nearestFigures(digits: LabelledImages, training: LabelledImages): NearestFigures {
  const pixels = training.rows * training.columns
  const { distances } = nearestDistances(digits.images, training.images, pixels)
  return {
    median: quantileEstimate(distances, 0.5),
    firstPercentile: quantileEstimate(distances, 0.01),
    minimum: distances.reduce((a, b) => Math.min(a, b), Infinity),
  }
}
