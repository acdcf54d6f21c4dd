import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  COMPLETION_FILE,
  drawingOf,
  readCheckpoint,
  SAMPLING_FILE,
  servedSampler,
} from '../../scripts/checkpoint.ts'
import { cardPage } from '../../scripts/evaluation/card-page.ts'
import { completionCard } from '../../scripts/evaluation/completion-card.ts'
import { modelCard } from '../../scripts/evaluation/card.ts'
import { committedReports } from '../../scripts/evaluation/committed.ts'
import { completionMarkdown } from '../../scripts/evaluation/completion-page.ts'
import { estimatorsOf, PROTOCOLS } from '../../scripts/evaluation/completion-report.ts'
import type { Estimate } from '../../scripts/evaluation/estimate.ts'
import { evaluationMarkdown } from '../../scripts/evaluation/evaluation-page.ts'
import { formatted } from '../../scripts/evaluation/files.ts'
import { legibilityMarkdown } from '../../scripts/evaluation/legibility-page.ts'
import { segmentationMarkdown } from '../../scripts/evaluation/segmentation-page.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { trainingOptions } from '../../scripts/training/options.ts'
import type { Manifest } from '../../src/checkpoint/manifest.ts'
import { drawingVersion } from '../../src/http/version.ts'
import { readLog } from './run-log.ts'

it('pages and card are what report and manifest give (npm run card renews them)', async () => {
  const { manifest } = await readCheckpoint('weights', SAMPLING_FILE)
  const { evaluation, completion, legibility, segmentation, size } = committedReports()
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
    'docs/size/evaluation.md': evaluationMarkdown(size),
    'docs/segmentation/segmentation.md': segmentationMarkdown(segmentation),
    'docs/model-card.md': cardPage(card, evaluation, manifest),
  }
  for (const [path, page] of Object.entries(pages))
    expect(readFileSync(path, 'utf8')).toBe(await formatted(path, page))
  const committed = JSON.parse(readFileSync('weights/card.json', 'utf8')) as unknown
  expect(committed).toEqual(JSON.parse(JSON.stringify(card)))
})

/** Whether `a` is at most `b`, by two errors: that of their difference is at most the sum of both. */
const isAtMost = (a: Estimate, b: Estimate) =>
  a.value - b.value <= 2 * (a.standardError + b.standardError)

/** Whether estimates of the likelihood rise with S. */
const rises = (estimates: readonly Estimate[]) =>
  estimates.slice(1).every((more, at) => isAtMost(estimates[at] ?? NOT_KNOWN, more))

const negative = ({ value, standardError }: Estimate) => ({ value: -value, standardError })
const NONE = { value: 0, standardError: 0 }
const NOT_KNOWN = { value: NaN, standardError: NaN }

describe('estimates of the likelihood', () => {
  it('of digits rise with S, importance sampling from the ELBO on', () => {
    for (const { name, likelihood } of committedReports().evaluation.models)
      for (const pixels of ['dynamic', 'threshold'] as const) {
        const { monteCarlo, importanceSampled } = likelihood[pixels].calibration
        // Paired by image: their errors are far smaller than those of the estimates themselves.
        const [drawn, weighted] = [monteCarlo, importanceSampled].map((curve) =>
          curve.map(({ aboveElbo }) => aboveElbo),
        ) as [Estimate[], Estimate[]]
        expect([name, pixels, rises(drawn), rises([NONE, ...weighted])]).toEqual([
          name,
          pixels,
          true,
          true,
        ])
      }
  })

  const completions = committedReports().completion.models.flatMap((model) =>
    PROTOCOLS.flatMap((protocol) => {
      const figures = model.figures[protocol]
      return figures === undefined ? [] : [{ model, protocol, figures }]
    }),
  )

  it.each(completions)('of $model.name rise with S, $protocol', ({ figures: { curves } }) => {
    for (const curve of [curves.monteCarlo, curves.importanceSampled])
      expect(rises(curve.map(({ negativeCll }) => negative(negativeCll)))).toBe(true)
  })

  // The recognition network that is fitted beside a GSNN proposes worse than the prior.
  it.each(completions.filter(({ model }) => estimatorsOf(model).includes('importanceSampled')))(
    'of $model.name by importance sampling are above ELBO and Monte Carlo, $protocol',
    ({ figures: { negativeElbo, importanceSampled, curves, gap } }) => {
      expect(isAtMost(importanceSampled ?? NOT_KNOWN, negativeElbo ?? NOT_KNOWN)).toBe(true)
      const [drawn, weighted] = [curves.monteCarlo, curves.importanceSampled].map(
        (curve) => curve.at(-1)?.negativeCll ?? NOT_KNOWN,
      ) as [Estimate, Estimate]
      // The gap is paired by image, where it was kept.
      expect(gap === undefined ? isAtMost(weighted, drawn) : isAtMost(NONE, gap)).toBe(true)
    },
  )
})

it('the weights are of the presets that retrain them', async () => {
  const { manifest } = await readCheckpoint('weights', SAMPLING_FILE)
  // Options that are newer than the weights have the values that change nothing, and so had one that is gone.
  const optionsOf = ({ provenance: { options } }: Manifest) => {
    const { longestNoise = 0, ...others } = options
    expect(longestNoise).toBe(0)
    return v.parse(trainingOptions, others)
  }
  expect(optionsOf(manifest)).toEqual(PRESETS.served)
  expect(manifest).toMatchObject(drawingOf(PRESETS.served))
  const { manifest: completion } = await readCheckpoint('weights', COMPLETION_FILE)
  expect(optionsOf(completion)).toEqual(PRESETS.complete)
})

it.each([SAMPLING_FILE, COMPLETION_FILE])('the log beside %s is of its training', async (file) => {
  const { provenance } = (await readCheckpoint('weights', file)).manifest
  const begun = readLog(`weights/${file}.log.jsonl`).filter(
    ({ event }) => event === 'start' || event === 'resume',
  )
  expect(begun.length).toBeGreaterThan(0)
  for (const { options } of begun) expect(options).toEqual(provenance.options)
})

it('completion is measured of the weights that complete', async () => {
  const { manifest } = await readCheckpoint('weights', COMPLETION_FILE)
  const measured = committedReports().completion.models.filter(({ sha256 }) => sha256 !== null)
  expect(measured.map(({ name }) => name)).toEqual([1, 2, 3].map((n) => `${manifest.model}-${n}`))
  expect(new Set(measured.map(({ sha256 }) => sha256))).toEqual(new Set([manifest.sha256]))
})
