/** @file The evaluation of completion: the paper's table, from training runs and from what is served. */
import { join } from 'node:path'
import { observesOnePart } from '../../src/networks/configuration.ts'
import { readTest } from '../data/dataset.ts'
import { DataError } from '../data/idx.ts'
import { FULL_BUDGET } from './budget.ts'
import {
  COMPLETION_BUDGET,
  COMPLETION_FORMAT,
  COMPLETION_REPORT_FILE,
  completionReportSchema,
  QUICK_COMPLETION_BUDGET,
  TABULATED,
  type CompletionReport,
  type MeasuredBudget,
} from './completion-report.ts'
import { endingOf } from './completion-families.ts'
import { completionTable } from './completion-page.ts'
import { writeCompletion } from './documents.ts'
import { entropyFloor } from './entropy.ts'
import { completedImages, measureCompletion } from './measure-completion.ts'
import type { EvaluateOptions } from './options.ts'
import { withTaskPool } from './pool.ts'
import { earlierReport, nameOfData, withModels, writeReport } from './report-file.ts'
import { loadDifferentNetworks, requireDifferentNames, type EvaluatedNetworks } from './source.ts'

/** The networks under each of the paper's conditions that they take. */
function underConditions<One extends EvaluatedNetworks>(networks: One) {
  const { name, configuration } = networks
  const { condition } = configuration
  if (observesOnePart(condition)) return [{ ...networks, condition }]
  if (condition === 'any mask' || condition === 'quadrants')
    return TABULATED.map((one) => ({ ...networks, name: name + endingOf(one), condition: one }))
  throw new DataError(
    `${name}: condition ${condition}, expected networks that complete images: --run with runs of --preset completion, or --weights with those of /complete`,
  )
}

/**
 * Measures runs of completion, or weights of it, and writes `completion.json`, page and chart to a folder.
 *
 * @throws {DataError} When a model is of no partial image.
 */
export async function evaluateCompletion(options: EvaluateOptions): Promise<void> {
  const { sources, data, out, seed, workers } = options
  const models = (await loadDifferentNetworks(sources)).flatMap(underConditions)
  requireDifferentNames(models)
  const [first] = models as [(typeof models)[number]]
  const { image, labels } = first.configuration
  const test = readTest(data, first.configuration)
  const budget = budgetOf(options, test.labels.length)
  const { sampleCounts: _, whole: __, ...ofAllModels } = budget
  const shared = {
    format: COMPLETION_FORMAT,
    data: { name: nameOfData(data), testImages: test.labels.length },
    seed,
    budget: ofAllModels,
  } as const
  const path = join(out, COMPLETION_REPORT_FILE)
  const before = earlierReport(options, path, completionReportSchema, shared)
  const setting = { data, image, labels, seed, budget: FULL_BUDGET }
  const evaluated = await withTaskPool(workers, (run) =>
    Promise.all(
      models.map((model) => measureCompletion(run, setting, budget, model, test.labels.length)),
    ),
  )
  const order = completedImages(test.labels.length, seed).subarray(0, budget.images)
  const floors = Object.fromEntries(
    TABULATED.map((condition) => [condition, entropyFloor(test, condition, order)]),
  )
  const measured: CompletionReport = { ...shared, floors, models: evaluated }
  const report = before === undefined ? measured : withModels(before, measured)
  await writeReport(path, completionReportSchema, report)
  await writeCompletion(out, report)
  console.log(`${completionTable(report, 'grey')}\n\n${completionTable(report, 'threshold')}`)
}

/** @param testImages How many there are. */
const budgetOf = (
  { quick, limits, whole }: EvaluateOptions,
  testImages: number,
): MeasuredBudget => {
  const budget = quick ? QUICK_COMPLETION_BUDGET : COMPLETION_BUDGET
  const images = Math.min(limits.images ?? budget.images, testImages)
  return {
    ...budget,
    images,
    curveImages: Math.min(budget.curveImages, images),
    importanceSamples: limits.samples ?? budget.importanceSamples,
    sampleCounts: countsUpTo(budget.sampleCounts, limits.curve),
    whole,
  }
}

/** The values of S below `most`, with ten times the last one again and again, and `most` itself. */
function countsUpTo(counts: readonly number[], most = counts.at(-1) ?? 1): number[] {
  const all = [...counts]
  for (let next = 10 * (all.at(-1) ?? most); next < most; next *= 10) all.push(next)
  return [...all.filter((count) => count < most), most]
}
