/** @file The figures of the served completions: what the judge reads of them, how they differ, what is exact. */
import * as v from 'valibot'
import { wholeNumber } from '../../src/networks/numbers.ts'
import { estimate } from './estimate.ts'

export const LEGIBILITY_FORMAT = 'edge-digits-legibility-1'

/** Name of the report in its folder. */
export const LEGIBILITY_FILE = 'legibility.json'

/** L of averaged inference, in the sheet of completions. */
export const AVERAGED_SAMPLES = 20

/** Numbers of test digits, and of samples of each. */
const legibilityBudget = v.strictObject({
  digits: wholeNumber,
  /** Digits whose completions are compared with each other. */
  comparedDigits: wholeNumber,
  comparedSamples: wholeNumber,
  /** Random digits with random masks. */
  randomCompletions: wholeNumber,
})

/** Of completions from one part. */
const partFigures = v.strictObject({
  part: v.string(),
  /** Share that the judge reads as the digit's label, which the completer was not told. */
  legible: estimate,
  /** The same, the label told. */
  legibleOfLabel: estimate,
  /** Mean distance between completions of one part: Euclidean, grey levels from 0 to 1. */
  distance: estimate,
})

/** Schema of {@link Legibility}. */
export const legibilitySchema = v.strictObject({
  format: v.literal(LEGIBILITY_FORMAT),
  model: v.string(),
  /** SHA-256 of the served weights. */
  sha256: v.string(),
  budget: legibilityBudget,
  /** Share of the whole digits that the judge reads right. */
  real: estimate,
  parts: v.pipe(v.array(partFigures), v.readonly()),
  /** Of the random completions, those whose picture has every observed level as it was. */
  exact: wholeNumber,
})

export type Legibility = v.InferOutput<typeof legibilitySchema>
export type LegibilityBudget = v.InferOutput<typeof legibilityBudget>
export type PartFigures = v.InferOutput<typeof partFigures>

export const LEGIBILITY_BUDGET: LegibilityBudget = {
  digits: 10_000,
  comparedDigits: 200,
  comparedSamples: 10,
  randomCompletions: 10_000,
}

/** To see that it runs. */
export const QUICK_LEGIBILITY_BUDGET: LegibilityBudget = {
  digits: 50,
  comparedDigits: 5,
  comparedSamples: 3,
  randomCompletions: 50,
}
