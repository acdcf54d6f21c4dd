/** @file The evaluation of completion: the paper's table, from training runs. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTest } from '../data/dataset.ts'
import { DataError } from '../data/idx.ts'
import { parseJson } from '../json.ts'
import { FULL_BUDGET } from './budget.ts'
import {
  COMPLETION_BUDGET,
  QUICK_COMPLETION_BUDGET,
  type CompletionReport,
  type MeasuredBudget,
} from './completion-report.ts'
import { completionMarkdown, completionTable, isTabulated, TABULATED } from './completion-page.ts'
import { svgOf } from './figures/chart.ts'
import { completionChart } from './figures/completion.ts'
import { write, writeFormatted } from './files.ts'
import { entropyFloor } from './entropy.ts'
import { completedImages, measureCompletion } from './measure-completion.ts'
import type { EvaluateOptions } from './options.ts'
import { withTaskPool } from './pool.ts'
import { withModels } from './report-file.ts'
import { loadDifferentNetworks } from './source.ts'

const CHART = 'figures/completion.svg'

/**
 * Measures runs of completion and writes `completion.json`, page and chart to a folder.
 *
 * @throws {DataError} When a model is of no partial image.
 */
export async function evaluateCompletion(options: EvaluateOptions): Promise<void> {
  const { sources, data, out, seed, workers } = options
  const models = await loadDifferentNetworks(sources)
  const [first] = models
  const other = models.find(({ configuration }) => !isTabulated(configuration.condition))
  if (other !== undefined || first === undefined)
    throw new DataError(
      `${other?.name ?? 'nothing'}: condition ${other?.configuration.condition ?? 'none'}, expected --run with runs of one of ${TABULATED.join(', ')}`,
    )
  const { image, labels } = first.configuration
  const test = readTest(data, first.configuration)
  const budget = budgetOf(options, test.labels.length)
  const setting = { data, image, labels, seed, budget: FULL_BUDGET }
  const evaluated = await withTaskPool(workers, (run) =>
    Promise.all(
      models.map((model) => measureCompletion(run, setting, budget, model, test.labels.length)),
    ),
  )
  const path = join(out, 'completion.json')
  const order = completedImages(test.labels.length, seed).subarray(0, budget.images)
  const floors = Object.fromEntries(
    TABULATED.map((condition) => [condition, entropyFloor(test, condition, order)]),
  )
  const { sampleCounts: _, ...shared } = budget
  const measured: CompletionReport = { seed, budget: shared, floors, models: evaluated }
  const report = options.add
    ? withModels(readCompletion(path), measured, ['seed', 'budget'])
    : measured
  await writeFormatted(path, JSON.stringify(report))
  await writeFormatted(join(out, 'completion.md'), completionMarkdown(report, CHART))
  write(join(out, CHART), await svgOf(completionChart(report)))
  console.log(`${completionTable(report, 'grey')}\n\n${completionTable(report, 'threshold')}`)
}

/** @throws {DataError} When it is missing or no JSON. */
function readCompletion(path: string): CompletionReport {
  if (!existsSync(path))
    throw new DataError(`${path}: missing, expected an earlier report to add to; leave out --add`)
  return parseJson(path, readFileSync(path), DataError) as CompletionReport
}

/** @param testImages How many there are. */
const budgetOf = ({ quick, limits }: EvaluateOptions, testImages: number): MeasuredBudget => {
  const budget = quick ? QUICK_COMPLETION_BUDGET : COMPLETION_BUDGET
  const images = Math.min(limits.images ?? budget.images, testImages)
  return {
    ...budget,
    images,
    curveImages: Math.min(budget.curveImages, images),
    importanceSamples: limits.samples ?? budget.importanceSamples,
    sampleCounts: countsUpTo(budget.sampleCounts, limits.curve),
  }
}

/** The values of S as far as `most`, or ten times the last one again and again until there. */
function countsUpTo(counts: readonly number[], most = counts.at(-1) ?? 1): number[] {
  const all = [...counts]
  while ((all.at(-1) ?? most) * 10 <= most) all.push((all.at(-1) ?? most) * 10)
  return all.filter((count) => count <= most)
}
