/** @file The evaluation of segmentation: training runs on clean and occluded scenes. */
import { join } from 'node:path'
import { shuffledIndices } from '../data/batches.ts'
import { readTest } from '../data/dataset.ts'
import { DataError } from '../data/idx.ts'
import { FULL_BUDGET } from './budget.ts'
import { writeSegmentation } from './documents.ts'
import { masksSheet } from './figures/masks.ts'
import { write } from './files.ts'
import { measureSegmentation, thresholdFigures } from './measure-segmentation.ts'
import type { EvaluateOptions } from './options.ts'
import { withTaskPool } from './pool.ts'
import { writeReport } from './report-file.ts'
import { segmentationTable, sheetOf } from './segmentation-page.ts'
import {
  QUICK_SEGMENTATION_BUDGET,
  SCENES,
  SEGMENTATION_BUDGET,
  SEGMENTATION_FILE,
  SEGMENTATION_FORMAT,
  segmentationReportSchema,
  type SceneKind,
  type SegmentationBudget,
  type SegmentationReport,
} from './segmentation-report.ts'
import type { Setting } from './setting.ts'
import { loadDifferentNetworks } from './source.ts'

/** Where `npm run segmentation:data` writes in its example. */
const DATA = 'build/segmentation'

/**
 * Measures runs of segmentation and writes `segmentation.json`, page and pictures to a folder.
 *
 * @throws {DataError} When a model predicts no masks of other images, or masks are missing.
 */
export async function evaluateSegmentation(options: EvaluateOptions): Promise<void> {
  const { sources, data = DATA, out, seed, workers } = options
  const models = await loadDifferentNetworks(sources)
  const other = models.find(({ configuration }) => configuration.condition !== 'image')
  const [first] = models
  if (other !== undefined || first === undefined)
    throw new DataError(
      `${other?.name ?? 'nothing'} segments no images, expected --run with runs of --preset segmentation`,
    )
  const { image, labels, condition } = first.configuration
  const tests = eachKind((kind) => readTest(join(data, kind), first.configuration))
  const budget = budgetOf(options, tests.clean.labels.length)
  const order = shuffledIndices(tests.clean.labels.length, 'segmented images', seed)
  const settings = eachKind<Setting>((kind) => ({
    data: join(data, kind),
    image,
    labels,
    condition,
    seed,
    budget: FULL_BUDGET,
  }))
  const evaluated = await withTaskPool(workers, (run) =>
    Promise.all(
      models.map(async ({ name, source, configuration }) => {
        const model = { source, hasBaseline: configuration.baseline !== undefined }
        const [clean, occluded] = await Promise.all([
          measureSegmentation(run, settings.clean, budget, model, order),
          measureSegmentation(run, settings.occluded, budget, model, order),
        ])
        return { name, figures: { clean, occluded } }
      }),
    ),
  )
  const measured = order.subarray(0, budget.images)
  const report: SegmentationReport = {
    format: SEGMENTATION_FORMAT,
    seed,
    budget,
    threshold: eachKind((kind) => thresholdFigures(tests[kind], measured)),
    models: evaluated,
  }
  await writeReport(join(out, SEGMENTATION_FILE), segmentationReportSchema, report)
  await writeSegmentation(out, report)
  const shown = SCENES.map((kind) => tests[kind])
  for (const { name, cvae, configuration } of models)
    write(join(out, sheetOf(name)), masksSheet(cvae, configuration, shown))
  console.log(segmentationTable(report))
}

const eachKind = <Value>(of: (kind: SceneKind) => Value): Readonly<Record<SceneKind, Value>> => ({
  clean: of('clean'),
  occluded: of('occluded'),
})

/** @param testImages How many there are. */
function budgetOf({ quick, limits }: EvaluateOptions, testImages: number): SegmentationBudget {
  const budget = quick ? QUICK_SEGMENTATION_BUDGET : SEGMENTATION_BUDGET
  const images = Math.min(limits.images ?? budget.images, testImages)
  return {
    ...budget,
    images,
    importanceSamples: limits.samples ?? budget.importanceSamples,
    monteCarloImages: Math.min(budget.monteCarloImages, images),
  }
}
