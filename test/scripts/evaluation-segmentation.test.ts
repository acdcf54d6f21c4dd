import { describe, expect, it } from 'vitest'
import { FULL_BUDGET } from '../../scripts/evaluation/budget.ts'
import {
  measureSegmentation,
  thresholdFigures,
} from '../../scripts/evaluation/measure-segmentation.ts'
import { overlapsOf } from '../../scripts/evaluation/overlaps.ts'
import type { RunTask } from '../../scripts/evaluation/pool.ts'
import {
  segmentationMarkdown,
  segmentationTable,
} from '../../scripts/evaluation/segmentation-page.ts'
import {
  SEGMENTATION_FORMAT,
  type SegmentationReport,
} from '../../scripts/evaluation/segmentation-report.ts'
import { pictureSheet } from '../../scripts/segmentation/picture-sheet.ts'
import type { LabelledImages } from '../../scripts/data/labelled-images.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { cvaeNetworks } from '../../src/networks/cvae.ts'
import { tensor1d, zeros, type Tensor1D } from '../../src/tensor/ops.ts'
import { TINY_GAUSSIAN } from '../networks/tiny.ts'
import { PNG } from 'pngjs'

const configuration: CvaeConfiguration = { ...TINY_GAUSSIAN, condition: 'image', baseline: [4] }
const data: LabelledImages = {
  rows: 2,
  columns: 2,
  labelCount: 2,
  images: Uint8Array.of(200, 100, 50, 0, 250, 150, 0, 0),
  outputs: Uint8Array.of(255, 255, 0, 0, 255, 0, 0, 0),
  labels: Uint8Array.of(0, 1),
}
const setting = { image: { rows: 2, columns: 2 }, labels: 2, seed: '0', budget: FULL_BUDGET }
const source = { kind: 'run', directory: 'build/run-clean' } as const
const budget = {
  images: 150,
  averagedSamples: 3,
  importanceSamples: 7,
  monteCarloImages: 20,
  monteCarloSamples: 9,
}

/** The baseline has 100 nats and overlaps half; Monte Carlo has 90, importance sampling 80. */
function fakePool() {
  const asked: { name: string; indices: Uint32Array; sampleCounts?: readonly number[] }[] = []
  const run = async (
    name: string,
    input: { readonly indices: Uint32Array; readonly estimator?: string },
  ) => {
    asked.push({ name, ...input })
    const all = (value: number) => Float64Array.from(input.indices, () => value)
    if (name === 'baseline') return all(100)
    if (name === 'cll') return [all(input.estimator === 'monteCarlo' ? -90 : -80)]
    return { baseline: all(0.5), deterministic: all(0.625), averaged: all(0.75) }
  }
  return { asked, run: run as unknown as RunTask }
}
const order = Uint32Array.from({ length: 1000 }, (_, index) => 999 - index)
const measured = (hasBaseline: boolean, run = fakePool().run) =>
  measureSegmentation(run, setting, budget, { source, hasBaseline }, order)

async function report(): Promise<SegmentationReport> {
  const figures = await measured(true)
  const threshold = { level: 100, meanIou: { value: 0.25, standardError: 0.01 } }
  return {
    format: SEGMENTATION_FORMAT,
    seed: '0',
    budget,
    threshold: { clean: threshold, occluded: threshold },
    models: [{ name: 'run-clean', figures: { clean: figures, occluded: figures } }],
  }
}

describe('overlaps of predicted masks', () => {
  it('are those of the mask that each way predicts', () => {
    // All parameters are 0 but the output's biases: the guess is the left column, the whole the upper row.
    const bias = (name: string): Tensor1D | undefined =>
      ({
        'baseline/1/bias': tensor1d([2, -2, 2, -2]),
        'generation/2/bias': tensor1d([0, 4, -4, 0]),
      })[name]
    const cvae = cvaeNetworks((name, shape) => bias(name) ?? zeros([...shape]), configuration)
    const found = overlapsOf(cvae, configuration, data, Uint32Array.of(0, 1), 2, '0')
    expect([...(found.baseline ?? [])]).toEqual([1 / 3, 1 / 2])
    expect([...found.deterministic]).toEqual([1, 1 / 2])
    expect([...found.averaged]).toEqual([1, 1 / 2])
  })

  it('of the best threshold are means with an error', () => {
    // From 51 to 100 on: 2/2 and 1/2; from 151 to 200 on: 1/2 and 1/1.
    const { level, meanIou } = thresholdFigures(data, Uint32Array.of(1, 0))
    expect([level, meanIou.value]).toEqual([51, 0.75])
    expect(meanIou.standardError).toBeCloseTo(0.25, 12)
  })
})

describe('the figures of segmentation', () => {
  it('are means over the first images of the order, Monte Carlo over fewer', async () => {
    const { run, asked } = fakePool()
    expect(await measured(true, run)).toMatchObject({
      meanIou: {
        baseline: { value: 0.5 },
        deterministic: { value: 0.625 },
        averaged: { value: 0.75 },
      },
      negativeCll: {
        baseline: { value: 100 },
        monteCarlo: { value: 90 },
        importanceSampled: { value: 80 },
      },
    })
    const images = (samples: number) =>
      asked
        .filter(({ sampleCounts }) => sampleCounts?.[0] === samples)
        .flatMap(({ indices }) => [...indices])
    expect(images(budget.importanceSamples)).toEqual([...order.subarray(0, 150)])
    expect(images(budget.monteCarloSamples)).toEqual([...order.subarray(0, 20)])
  })

  it('leave out the baseline where there is none', async () => {
    const { run, asked } = fakePool()
    const { meanIou, negativeCll } = await measured(false, run)
    expect([meanIou.baseline, negativeCll.baseline]).toEqual([null, null])
    expect(asked.some(({ name }) => name === 'baseline')).toBe(false)
  })
})

describe('the page of segmentation', () => {
  it('has a row for each way to predict, and the numbers of images and samples', async () => {
    const whole = await report()
    const table = segmentationTable(whole)
    expect(table).toContain('| best threshold | 25.00 ± 1.00 % | - | 25.00 ± 1.00 % | - |')
    expect(table).toContain('| clean | NN (baseline) | 50.00 ± 0.00 % | 100.00 ± 0.00 |')
    expect(table).toContain('| clean | CVAE, importance sampling | - | 80.00 ± 0.00 |')
    const page = segmentationMarkdown(whole)
    expect(page).toContain('150 random test images, of Monte Carlo over 20')
    expect(page).toContain('](figures/run-clean.png)')
  })

  it('has pictures side by side, on grey', () => {
    const pictures = [[Uint8Array.of(0, 255)], [Uint8Array.of(255, 0), Uint8Array.of(7, 9)]]
    const {
      width,
      height,
      data: pixels,
    } = PNG.sync.read(Buffer.from(pictureSheet({ rows: 1, columns: 2 }, pictures)))
    expect([width, height]).toEqual([2 * 8 + 4, 2 * 6 + 4])
    const at = (row: number, column: number) => pixels[4 * (row * width + column)]
    expect([at(4, 4), at(5, 7), at(10, 12), at(11, 15), at(4, 12), at(0, 0)]).toEqual([
      0, 255, 7, 9, 96, 96,
    ])
  })
})
