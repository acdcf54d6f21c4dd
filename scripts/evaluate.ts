/**
 * Evaluates weights on the test split: likelihoods, drawn digits against real ones, costs.
 *
 *   npm run evaluate                                  (weights/; writes build/evaluation)
 *   npm run evaluate -- --out docs && npm run card    (of weights/ alone: see --run for presets beside them)
 *   npm run evaluate -- --weights weights --run build/gsnn build/blog
 *   npm run evaluate -- --task completion --run build/cvae-1 build/cvae-2 build/cvae-3
 *   npm run evaluate -- --task completion --weights weights --add (what is served, beside them)
 *   npm run evaluate -- --task legibility --out docs/completion   (of the served completions)
 *   npm run evaluate -- --task segmentation --run build/segmentation/run-clean build/segmentation/run-occluded
 *   npm run evaluate -- --quick
 *
 * All models stand in one table. With --add they join those of an earlier report of the same
 * budget, weights in the place of an earlier version of them. The same seed gives the same figures,
 * times excepted, whatever the number of workers. The last lines of the output are JSON, one a model.
 */
import { join } from 'node:path'
import { loadJudge } from './classifier/judge.ts'
import { runCommand } from './command.ts'
import { readTest, readTraining } from './data/dataset.ts'
import type { LabelledImages } from './data/labelled-images.ts'
import { costsOf } from './evaluation/cost.ts'
import { trainingDigits } from './evaluation/digits.ts'
import { writeEvaluation } from './evaluation/documents.ts'
import { evaluateCompletion } from './evaluation/evaluate-completion.ts'
import { evaluateLegibility } from './evaluation/evaluate-legibility.ts'
import { evaluateSegmentation } from './evaluation/evaluate-segmentation.ts'
import { FIGURES } from './evaluation/evaluation-page.ts'
import { sheetsOf } from './evaluation/figures/sheets.ts'
import { write } from './evaluation/files.ts'
import { readLosses } from './evaluation/log.ts'
import { measureModel, measureReal } from './evaluation/measure.ts'
import { parseEvaluateOptions, type EvaluateOptions } from './evaluation/options.ts'
import { withTaskPool } from './evaluation/pool.ts'
import {
  REPORT_FILE,
  REPORT_FORMAT,
  reportSchema,
  type EvaluatedModel,
  type Report,
} from './evaluation/report.ts'
import { earlierReport, nameOfData, withModels, writeReport } from './evaluation/report-file.ts'
import { judged } from './evaluation/setting.ts'
import { loadDifferentNetworks, logOf } from './evaluation/source.ts'
import { likelihoodTable, qualityTable } from './evaluation/tables.ts'
import { startBackend } from './training/backend.ts'

const TASKS = {
  digits: evaluateDigits,
  completion: evaluateCompletion,
  legibility: evaluateLegibility,
  segmentation: evaluateSegmentation,
}

await runCommand(async () => {
  const options = parseEvaluateOptions()
  await startBackend()
  await TASKS[options.task](options)
})

async function evaluateDigits(options: EvaluateOptions): Promise<void> {
  const { sources, data, out, seed, workers, budget } = options
  const path = join(out, REPORT_FILE)
  // Whatever is missing or damaged is found here, before minutes of work.
  const networks = await loadDifferentNetworks(sources)
  const losses = sources.map(logOf).map((file) => (file === undefined ? [] : readLosses(file)))
  const [first] = networks as [(typeof networks)[number]]
  const { image, labels } = first.configuration
  const [test] = networks.map(({ configuration }) => readTest(data, configuration)) as [
    LabelledImages,
  ]
  const digits = readTraining(data, labels)
  const shared = {
    data: {
      name: nameOfData(data),
      trainingImages: digits.training.labels.length,
      validationImages: digits.validation.labels.length,
      testImages: test.labels.length,
    },
    seed,
    budget: { ...budget, images: Math.min(budget.images, test.labels.length) },
  }
  const before = earlierReport(options, path, reportSchema, shared)
  const setting = { data, image, labels, seed, budget }
  if (judged(setting)) await loadJudge()
  const costs = costsOf(networks, budget.timingRounds)

  const [real, ...measured] = await withTaskPool(workers, (run) =>
    Promise.all([
      measureReal(run, setting),
      ...sources.map((source, index) =>
        measureModel(run, setting, source, test.labels.length, index === 0),
      ),
    ]),
  )
  const models = networks.map(
    ({ name, sha256, bits, contrast, scaleDeviation, acceptance }, index) => ({
      name,
      sha256,
      bits,
      contrast,
      scaleDeviation,
      acceptance,
      ...measured[index],
      cost: costs[index],
      training: losses[index],
    }),
  ) as EvaluatedModel[]
  const report: Report = { format: REPORT_FORMAT, ...shared, real, models }
  const whole = before === undefined ? report : withModels(before, report)

  await writeReport(path, reportSchema, whole)
  await writeEvaluation(out, whole)
  // The page shows pictures of its first model alone.
  const sheets =
    whole.models[0]?.name === first.name
      ? sheetsOf(first, test, trainingDigits(digits), setting)
      : {}
  for (const [name, sheet] of Object.entries(sheets))
    write(join(out, FIGURES, `${name}.png`), sheet)
  console.log(`${likelihoodTable(whole)}\n\n${qualityTable(whole)}\n\n${path}: written`)
  for (const model of models) console.log(JSON.stringify(headline(model)))
}

/** A model's figures in a line. */
function headline({ name, likelihood, drawn }: EvaluatedModel): object {
  const { negativeCll, negativeElbo } = likelihood.dynamic
  return {
    model: name,
    negativeElbo: negativeElbo.total.value,
    negativeCll: negativeCll.value,
    standardError: negativeCll.standardError,
    ...(drawn && {
      agreement: drawn.quality.agreement.value,
      frechet: drawn.quality.frechet.value,
      coverage: drawn.quality.coverage.value,
      synthetic: drawn.synthetic.value,
    }),
  }
}
