import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { servedSampler } from '../../scripts/checkpoint.ts'
import { costsOf, flopsOf, parametersOf } from '../../scripts/evaluation/cost.ts'
import {
  drawnDigits,
  refusedShare,
  someDigits,
  withPixels,
} from '../../scripts/evaluation/digits.ts'
import { svgOf } from '../../scripts/evaluation/figures/chart.ts'
import { gridPng } from '../../scripts/evaluation/figures/grid.ts'
import { sizeChart } from '../../scripts/evaluation/figures/size.ts'
import { agreementOf } from '../../scripts/evaluation/quality.ts'
import { loadNetworks } from '../../scripts/evaluation/source.ts'
import {
  meanEstimate,
  quantileEstimate,
  shareEstimate,
} from '../../scripts/evaluation/statistics.ts'
import { renderPng } from '../../src/rendering/picture.ts'
import { TINY_FLOW, TINY_GAUSSIAN } from '../networks/tiny.ts'
import { LABELS, LATENT, samplerThatAccepts } from '../sampling/accepting.ts'
import { MODEL } from './evaluation-fixture.ts'

describe('estimates', () => {
  it('of a mean: deviation over the root of the count', () => {
    const { value, standardError } = meanEstimate([1, 2, 3, 4])
    expect(value).toBe(2.5)
    expect(standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12)
  })

  it('of a share: binomial, never without error', () => {
    const { value, standardError } = shareEstimate(3, 4)
    expect(value).toBe(0.75)
    expect(standardError).toBeCloseTo(Math.sqrt(((4 / 6) * (2 / 6)) / 4), 12)
    expect(shareEstimate(1000, 1000).standardError).toBeCloseTo(0.001, 4)
  })

  it('of a quantile: half the distance of the ranks around it', () => {
    const values = Array.from({ length: 101 }, (_, index) => 100 - index)
    expect(quantileEstimate(values, 0.5)).toEqual({ value: 50, standardError: 5 })
    expect(quantileEstimate(values, 0.01)).toEqual({ value: 1, standardError: 1 })
  })
})

describe('costs', () => {
  it('of a Gaussian prior, by hand', () => {
    // Generation 5-4-4-4: 20 + 16 + 16 weights; prior 2-4-6: 8 + 24.
    expect(flopsOf({ configuration: TINY_GAUSSIAN })).toBe(2 * (52 + 32))
    expect(parametersOf({ configuration: TINY_GAUSSIAN }).served).toBe(52 + 12 + 32 + 10)
    // Recognition 6-4-4-6: 24 + 16 + 24 weights and 14 biases.
    expect(parametersOf({ configuration: TINY_GAUSSIAN }).recognition).toBe(64 + 14)
  })

  it('of a flow, by hand', () => {
    // Two couplings 4-4-4-2: 16 + 16 + 8 weights each; the base's two tables are not layers.
    expect(flopsOf({ configuration: TINY_FLOW })).toBe(2 * (52 + 2 * 40))
    expect(parametersOf({ configuration: TINY_FLOW }).served).toBe(52 + 12 + 2 * (40 + 10) + 2 * 6)
  })

  it('of an acceptance network, by hand', () => {
    // 5-4-1: 20 + 4 weights and 5 biases.
    const accepting = { configuration: TINY_FLOW, acceptance: { hidden: [4], threshold: 0.5 } }
    expect(flopsOf(accepting) - flopsOf({ configuration: TINY_FLOW })).toBe(2 * 24)
    expect(parametersOf(accepting).served - parametersOf({ configuration: TINY_FLOW }).served).toBe(
      24 + 5,
    )
  })
})

describe('times', () => {
  it('are of a digit, and of a start where there are bytes to unpack', async () => {
    const weights = await loadNetworks({ kind: 'weights', directory: 'weights' })
    const { start: _, ...floats } = weights
    const [of8 = NaN, of32 = NaN] = costsOf([weights, floats], 3).map(
      ({ milliseconds }) => milliseconds.start,
    )
    expect(of8).toBeGreaterThan(0)
    expect(of32).toBeNaN()
  })

  it('of a start are a panel where several were measured', () => {
    const run = { ...MODEL, cost: { ...MODEL.cost, milliseconds: { single: 0.5, batch: 0.1 } } }
    const axes = (models: Parameters<typeof sizeChart>[0]) =>
      JSON.stringify(sizeChart(models)).match(/"title":\["[^\]]*first digit"/g) ?? []
    expect(axes([MODEL, MODEL, run])).toHaveLength(2)
    expect(axes([MODEL, run])).toEqual([])
  })
})

it('names of models that cost alike and are alike do not overlap', async () => {
  const { dynamic } = MODEL.likelihood
  const { standardError } = dynamic.negativeCll
  const models = [80, 82, 160].map((value) => ({
    ...MODEL,
    name: `model-${value}`,
    likelihood: {
      ...MODEL.likelihood,
      dynamic: { ...dynamic, negativeCll: { value, standardError } },
    },
  }))
  const svg = await svgOf(sizeChart(models))
  // Those of the first panel come first; its points are as high as what is said beside them.
  const offsets = new Map(
    models.map(({ name }) => {
      const [, dy] =
        new RegExp(`<text[^>]*translate\\([^,]*,([^)]*)\\)[^>]*>${name}<`).exec(svg) ?? []
      return [name, Number(dy)] as const
    }),
  )
  const [near = NaN, close = NaN, far = NaN] = offsets.values()
  expect(near - close).toBeGreaterThan(11)
  expect(close).toBeGreaterThan(far)
})

describe('digits', () => {
  const data = {
    rows: 1,
    columns: 2,
    labelCount: 3,
    images: Uint8Array.of(0, 127, 128, 255, 1, 254),
    labels: Uint8Array.of(0, 1, 2),
  }

  it('are cut at 0.5, drawn by their grey level, or left as they are', () => {
    const cut = withPixels(data, 'threshold', '0')
    expect([...(cut.outputs ?? [])]).toEqual([0, 0, 255, 255, 0, 255])
    expect(cut.images).toBe(data.images)
    const drawn = withPixels(data, 'dynamic', '0').images
    expect([drawn[0], drawn[3]]).toEqual([0, 255])
    expect([...drawn].every((level) => level === 0 || level === 255)).toBe(true)
    expect(withPixels(data, 'grey', '0')).toBe(data)
  })

  it('are chosen with their labels', () => {
    const { images, labels } = someDigits(data, 2, 'test', '0')
    expect(labels).toHaveLength(2)
    labels.forEach((label, index) => {
      expect([...images.subarray(2 * index, 2 * index + 2)]).toEqual([
        ...data.images.subarray(2 * label, 2 * label + 2),
      ])
    })
  })

  it('are drawn as they are served, to the bit', async () => {
    const sampler = await servedSampler()
    const { images, labels } = drawnDigits(sampler, 12, 1, 'test', '0')
    expect([...labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    const request = { label: 1, seed: 'test 0/11', temperature: 1 }
    const [logits = new Float32Array()] = sampler.sample([request])
    const bytes = renderPng(logits, { rows: 28, columns: 28 }, { size: 28, invert: false })
    const { data: rgba } = PNG.sync.read(Buffer.from(bytes))
    const levels = Array.from({ length: 784 }, (_, pixel) => rgba[4 * pixel])
    expect([...images.subarray(11 * 784)]).toEqual(levels)
    expect(images.subarray(784, 2 * 784)).not.toEqual(images.subarray(11 * 784))
  })

  it('count which of them the acceptance network refuses', () => {
    const withoutSevens = new Float32Array(LATENT + LABELS)
    withoutSevens[LATENT + 7] = -2
    const sampler = samplerThatAccepts(withoutSevens, 1)
    expect(refusedShare(sampler, 20, 1, 'test', '0').value).toBe(0.1)
  })

  it('agree by label', () => {
    const reading = { features: new Float32Array(), units: 0, labels: Uint8Array.of(0, 2, 2) }
    const { agreement, labels } = agreementOf(reading, data)
    expect(agreement.value).toBeCloseTo(2 / 3, 12)
    expect(labels.map(({ value }) => value)).toEqual([1, 0, 1])
  })
})

describe('a sheet', () => {
  it('repeats pixels and has white between groups', () => {
    const picture = { levels: Uint8Array.of(10, 20), width: 2, height: 1 }
    const sheet = PNG.sync.read(Buffer.from(gridPng([[[picture]], [[picture]]], 2)))
    expect([sheet.width, sheet.height]).toEqual([4, 2 + 6 + 2])
    const row = (y: number) => [0, 1, 2, 3].map((x) => sheet.data[4 * (4 * y + x)])
    expect(row(1)).toEqual([10, 10, 20, 20])
    expect(row(4)).toEqual([255, 255, 255, 255])
    expect(row(8)).toEqual([10, 10, 20, 20])
  })
})
