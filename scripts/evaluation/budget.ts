/** @file How much an evaluation measures: the schema that the report keeps, and two sizes of it. */
import * as v from 'valibot'
import { SMALL_CLASSIFIER } from '../classifier/presets.ts'
import { count } from '../../src/networks/numbers.ts'

/** Schema of {@link Budget}. */
export const budgetSchema = v.strictObject({
  /** Test images that the likelihoods are means of. */
  images: count,
  /** S of importance sampling on all of them. */
  importanceSamples: count,
  /** Test images, drawn at random, on which the estimators are compared over S. */
  calibrationImages: count,
  /** The values of S compared, ascending; the last is that of Monte Carlo in the table. */
  sampleCounts: v.array(count),
  /** Samples of z an image in the ELBO of the calibration images. */
  elboSamples: count,
  /** Digits of each label that the judge reads at temperature 1: of 1,000, a label's share had an error of 0.3 points. */
  readDigitsALabel: count,
  /** Digits of each label whose features are compared with those of test digits, at each temperature. */
  digitsALabel: count,
  /** Temperatures of the sweep, 1 among them. */
  temperatures: v.array(v.number()),
  /** Digits on each side of precision, recall, density and coverage. */
  neighbourhoodDigits: count,
  /** Digits of each label that the small classifier is trained on. */
  trainedDigitsALabel: count,
  /** Epochs of the small classifier. */
  trainedEpochs: count,
  /** Digits whose nearest training digit is looked for. */
  nearestDigits: count,
  /** Rounds that the times are medians of. */
  timingRounds: count,
})

/** Numbers of images, samples, digits and rounds. */
export type Budget = v.InferOutput<typeof budgetSchema>

/** k of precision, recall, density and coverage. */
export const NEIGHBOURS = 5

/** The figures of the model card. */
export const FULL_BUDGET: Budget = {
  images: 10_000,
  importanceSamples: 100,
  calibrationImages: 200,
  sampleCounts: [1, 3, 10, 30, 100, 300, 1000],
  elboSamples: 16,
  readDigitsALabel: 6000,
  digitsALabel: 1000,
  temperatures: [0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2],
  neighbourhoodDigits: 5000,
  trainedDigitsALabel: 6000,
  trainedEpochs: SMALL_CLASSIFIER.options.epochs,
  nearestDigits: 1000,
  timingRounds: 41,
}

/** Enough to see that everything runs; its figures say nothing. */
export const QUICK_BUDGET: Budget = {
  images: 60,
  importanceSamples: 4,
  calibrationImages: 10,
  sampleCounts: [1, 4, 16],
  elboSamples: 4,
  readDigitsALabel: 30,
  digitsALabel: 20,
  temperatures: [0.8, 1],
  neighbourhoodDigits: 100,
  trainedDigitsALabel: 20,
  trainedEpochs: 1,
  nearestDigits: 20,
  timingRounds: 3,
}
