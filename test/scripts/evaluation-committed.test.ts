import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { expect, it } from 'vitest'
import {
  COMPLETION_FILE,
  readCheckpoint,
  SAMPLING_FILE,
  servedSampler,
} from '../../scripts/checkpoint.ts'
import { cardPage } from '../../scripts/evaluation/card-page.ts'
import { completionCard } from '../../scripts/evaluation/completion-card.ts'
import { modelCard } from '../../scripts/evaluation/card.ts'
import { committedReports } from '../../scripts/evaluation/committed.ts'
import { completionMarkdown } from '../../scripts/evaluation/completion-page.ts'
import { evaluationMarkdown } from '../../scripts/evaluation/evaluation-page.ts'
import { formatted } from '../../scripts/evaluation/files.ts'
import { legibilityMarkdown } from '../../scripts/evaluation/legibility-page.ts'
import { segmentationMarkdown } from '../../scripts/evaluation/segmentation-page.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { trainingOptions } from '../../scripts/training/options.ts'
import type { Manifest } from '../../src/checkpoint/manifest.ts'
import { drawingVersion } from '../../src/http/version.ts'

it('pages and card are what report and manifest give (npm run card renews them)', async () => {
  const { manifest } = await readCheckpoint('weights', SAMPLING_FILE)
  const { evaluation, completion, legibility, segmentation } = committedReports()
  const version = drawingVersion(await servedSampler())
  const card = modelCard(
    evaluation,
    manifest,
    version,
    await completionCard(legibility, completion),
  )
  const pages = {
    'docs/evaluation.md': evaluationMarkdown(evaluation),
    'docs/completion/completion.md': completionMarkdown(completion),
    'docs/completion/legibility.md': legibilityMarkdown(legibility),
    'docs/segmentation/segmentation.md': segmentationMarkdown(segmentation),
    'docs/model-card.md': cardPage(card, evaluation, manifest),
  }
  for (const [path, page] of Object.entries(pages))
    expect(readFileSync(path, 'utf8')).toBe(await formatted(path, page))
  const committed = JSON.parse(readFileSync('weights/card.json', 'utf8')) as unknown
  expect(committed).toEqual(JSON.parse(JSON.stringify(card)))
})

it('importance sampling tightens the ELBO, the more so the larger S is', () => {
  for (const { name, likelihood } of committedReports().evaluation.models)
    for (const { calibration } of [likelihood.dynamic, likelihood.threshold]) {
      const { importanceSampled } = calibration
      const values = importanceSampled.map(({ negativeCll }) => negativeCll.value)
      const aboveElbo = importanceSampled.at(-1)?.aboveElbo ?? { value: NaN, standardError: NaN }
      expect([name, aboveElbo.value > -2 * aboveElbo.standardError]).toEqual([name, true])
      values.slice(1).forEach((value, at) => {
        const error = importanceSampled[at]?.aboveElbo.standardError ?? NaN
        expect(value).toBeLessThan((values[at] ?? NaN) + 2 * error)
      })
    }
})

it('the weights are of the presets that retrain them', async () => {
  const { manifest } = await readCheckpoint('weights', SAMPLING_FILE)
  const { contrast, longestNoise } = PRESETS.served
  // Options that are newer than the weights have the values that change nothing.
  const optionsOf = ({ provenance }: Manifest) => v.parse(trainingOptions, provenance.options)
  expect(optionsOf(manifest)).toEqual(PRESETS.served)
  expect(manifest).toMatchObject({ contrast, longestNoise })
  const { manifest: completion } = await readCheckpoint('weights', COMPLETION_FILE)
  expect(optionsOf(completion)).toEqual(PRESETS.complete)
})

it('completion is measured of the weights that complete', async () => {
  const { manifest } = await readCheckpoint('weights', COMPLETION_FILE)
  const measured = committedReports().completion.models.filter(({ sha256 }) => sha256 !== null)
  expect(measured.map(({ name }) => name)).toEqual([1, 2, 3].map((n) => `${manifest.model}-${n}`))
  expect(new Set(measured.map(({ sha256 }) => sha256))).toEqual(new Set([manifest.sha256]))
})
