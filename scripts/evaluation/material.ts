/**
 * @file What a worker's tasks work on: networks, data and the judge, each read once and kept.
 */
import { loadJudge } from '../classifier/judge.ts'
import { readTest, readTraining } from '../data/dataset.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { drawnDigits, someDigits, trainingDigits, withPixels, type PixelKind } from './digits.ts'
import { readDigits } from './quality.ts'
import type { Origin, Setting } from './setting.ts'
import { loadNetworks } from './source.ts'

/** Remembers what a function made of its inputs. */
function kept<Inputs extends unknown[], Output>(
  load: (...inputs: Inputs) => Promise<Output>,
): (...inputs: Inputs) => Promise<Output> {
  const outputs = new Map<string, Promise<Output>>()
  return (...inputs) => {
    const key = JSON.stringify(inputs)
    const output = outputs.get(key) ?? load(...inputs)
    outputs.set(key, output)
    return output
  }
}

/** The networks of a source. */
export const networksOf = kept(loadNetworks)

/** The judge is one for all weights, so that their figures compare. */
export const judgeOf = kept(() => loadJudge())

/** The test digits. */
export const testOf = kept(async ({ data, image, labels, condition = 'label' }: Setting) =>
  readTest(data, { image, labels, condition }),
)

/** All training digits. */
export const trainingOf = kept(async ({ data, labels }: Setting) =>
  trainingDigits(readTraining(data, labels)),
)

/** The test digits as targets of a likelihood. */
export const targetsOf = kept(async (setting: Setting, pixels: PixelKind) =>
  withPixels(await testOf(setting), pixels, setting.seed),
)

/** As many test digits as drawn ones are compared with them, in random order: MNIST's are sorted by difficulty. */
export const comparedTestDigits = kept(async (setting: Setting) => {
  const count = setting.budget.digitsALabel * setting.labels
  return someDigits(await testOf(setting), count, 'compared test digits', setting.seed)
})

/** The judge's reading of them. */
export const testReadingOf = kept(async (setting: Setting) =>
  readDigits(await judgeOf(), await comparedTestDigits(setting)),
)

/**
 * Digits to be measured.
 *
 * @param purpose Another one gives other digits.
 */
export async function digitsOf(
  setting: Setting,
  origin: Origin,
  count: number,
  purpose: string,
): Promise<LabelledImages> {
  const { seed } = setting
  if (origin.kind === 'training') return someDigits(await trainingOf(setting), count, purpose, seed)
  if (origin.kind === 'test') return someDigits(await testOf(setting), count, purpose, seed)
  const { sampler } = await networksOf(origin.source)
  return drawnDigits(sampler, count, origin.temperature, purpose, seed)
}
