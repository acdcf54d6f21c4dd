/** @file The evaluation of the served completions: figures, page and sheet. */
import { join } from 'node:path'
import { Completer } from '../../src/sampling/completer.ts'
import { DigitSampler } from '../../src/sampling/sampler.ts'
import { appOver } from '../app.ts'
import { COMPLETION_FILE, readCheckpoint, SAMPLING_FILE } from '../checkpoint.ts'
import { loadJudge } from '../classifier/judge.ts'
import { imagesAt, shuffledIndices } from '../data/batches.ts'
import { readTest } from '../data/dataset.ts'
import { DataError } from '../data/idx.ts'
import { writeLegibility } from './documents.ts'
import { completionsSheet } from './figures/completions.ts'
import { exactAnswers, randomlyCompleted } from './exact.ts'
import { write } from './files.ts'
import { LEGIBILITY_SHEET, legibilityTable } from './legibility-page.ts'
import {
  LEGIBILITY_BUDGET,
  LEGIBILITY_FILE,
  LEGIBILITY_FORMAT,
  legibilitySchema,
  QUICK_LEGIBILITY_BUDGET,
  type Legibility,
} from './legibility-report.ts'
import { measureLegibility } from './legibility.ts'
import type { EvaluateOptions } from './options.ts'
import { writeReport } from './report-file.ts'

const SHEET_DIGITS = 10

/**
 * Measures the weights that complete any mask, and writes `legibility.json`, page and sheet to a folder.
 *
 * @throws {CheckpointError | DataError} When they are not there, or not those of a folder.
 */
export async function evaluateLegibility(options: EvaluateOptions): Promise<void> {
  const { sources, data, out, seed, quick } = options
  const [source, ...others] = sources
  if (source?.kind !== 'weights' || others.length > 0)
    throw new DataError('expected --weights with one folder: what is served is measured')
  const checkpoint = await readCheckpoint(source.directory, COMPLETION_FILE)
  const completer = new Completer(checkpoint)
  const test = readTest(data, checkpoint.manifest.configuration)
  const budget = quick ? QUICK_LEGIBILITY_BUDGET : LEGIBILITY_BUDGET
  const sampler = new DigitSampler(await readCheckpoint(source.directory, SAMPLING_FILE))
  const app = appOver(sampler, completer)
  const figures: Legibility = {
    format: LEGIBILITY_FORMAT,
    ...measureLegibility(completer, await loadJudge(), test, budget, seed),
    sha256: checkpoint.manifest.sha256,
    exact: await exactAnswers(
      (path) => app.request(path),
      randomlyCompleted(test, budget, seed),
      seed,
    ),
  }
  await writeReport(join(out, LEGIBILITY_FILE), legibilitySchema, figures)
  await writeLegibility(out, figures)
  const shown = shuffledIndices(test.labels.length, 'sheet of completions', seed)
  write(
    join(out, LEGIBILITY_SHEET),
    completionsSheet(checkpoint, imagesAt(test, shown.subarray(0, SHEET_DIGITS))),
  )
  console.log(
    `${legibilityTable(figures)}\n\n${figures.exact} of ${budget.randomCompletions} exact`,
  )
}
