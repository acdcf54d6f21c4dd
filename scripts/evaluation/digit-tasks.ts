/** @file Tasks of an evaluation that measure digits: drawn ones, and real ones beside them. tasks.ts starts their backend. */
import { refusedShare } from './digits.ts'
import type { Estimate } from './estimate.ts'
import {
  comparedTestDigits,
  digitsOf,
  judgeOf,
  networksOf,
  testOf,
  testReadingOf,
  trainingOf,
} from './material.ts'
import { nearestFigures } from './nearest.ts'
import { agreementOf, qualityOf, readDigits } from './quality.ts'
import type { NearestFigures, Quality } from './report.ts'
import type { Origin, Setting } from './setting.ts'
import type { Source } from './source.ts'
import { accuracyAfterTraining } from './synthetic.ts'

/** Digits that a task measures. */
interface DigitsInput {
  readonly setting: Setting
  readonly origin: Origin
}

/** The judge's figures of digits, against the test set. */
export async function quality({ setting, origin }: DigitsInput): Promise<Quality> {
  const { digitsALabel, neighbourhoodDigits } = setting.budget
  const judge = await judgeOf()
  const test = await testReadingOf(setting)
  const digits = await digitsOf(setting, origin, digitsALabel * setting.labels, 'quality')
  return qualityOf(judge, digits, test, neighbourhoodDigits)
}

/**
 * The share of drawn digits that the judge reads as their label: of all, and of each label's. The first of them
 * are those of `quality`.
 */
export async function labelAgreement({
  setting,
  origin,
}: DigitsInput): Promise<Pick<Quality, 'agreement' | 'labels'>> {
  const count = setting.budget.readDigitsALabel * setting.labels
  const digits = await digitsOf(setting, origin, count, 'quality')
  return agreementOf(readDigits(await judgeOf(), digits), digits)
}

/** The share of the digits of `labelAgreement` that the acceptance network refused at first. */
export async function refused({
  setting,
  source,
  temperature,
}: {
  readonly setting: Setting
  readonly source: Source
  readonly temperature: number
}): Promise<Estimate> {
  const { sampler } = await networksOf(source)
  const count = setting.budget.readDigitsALabel * setting.labels
  return refusedShare(sampler, count, temperature, 'quality', setting.seed)
}

/** The judge on the test digits. */
export async function judgeOnTest({
  setting,
}: {
  readonly setting: Setting
}): Promise<{ accuracy: Estimate; labels: Estimate[] }> {
  const digits = await comparedTestDigits(setting)
  const { agreement, labels } = agreementOf(readDigits(await judgeOf(), digits), digits)
  return { accuracy: agreement, labels }
}

/** Test accuracy of the small classifier after training on digits. */
export async function synthetic({ setting, origin }: DigitsInput): Promise<Estimate> {
  const { trainedDigitsALabel, trainedEpochs } = setting.budget
  const count = trainedDigitsALabel * setting.labels
  const digits = await digitsOf(setting, origin, count, 'training of the small classifier')
  return accuracyAfterTraining(digits, await testOf(setting), trainedEpochs)
}

/** Distances of digits to the nearest training digit. */
export async function nearest({ setting, origin }: DigitsInput): Promise<NearestFigures> {
  const digits = await digitsOf(setting, origin, setting.budget.nearestDigits, 'nearest')
  return nearestFigures(digits, await trainingOf(setting))
}
