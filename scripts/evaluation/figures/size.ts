/** @file Chart of what a model costs and what that buys: one point a model. */
import type { EvaluatedModel } from '../report.ts'
import { errorBounds, PLOT_WIDTH, SERIES_COLOURS, type Chart } from './chart.ts'

type Panel = Extract<Chart, { hconcat: unknown }>['hconcat'][number]

/** What a digit costs: time for each, bytes that a Worker uploads, and time to unpack them at its start. */
const COSTS = [
  {
    title: 'milliseconds a digit, one at a time',
    of: ({ cost }: EvaluatedModel) => cost.milliseconds.single,
  },
  {
    title: 'KiB of the weights, gzipped',
    of: ({ cost }: EvaluatedModel) => cost.gzipBytes / 1024,
  },
  {
    title: 'milliseconds of a start, to the first digit',
    of: ({ cost }: EvaluatedModel) => cost.milliseconds.start,
  },
] as const

/** Likelihood and distance to real digits against the costs of a digit. */
const QUALITIES = [
  {
    title: '-log p(y|x), importance sampling (nats)',
    of: ({ likelihood }: EvaluatedModel) => errorBounds(likelihood.dynamic.negativeCll),
  },
  {
    title: 'FID (features of the judge)',
    of: ({ drawn }: EvaluatedModel) => (drawn === null ? {} : errorBounds(drawn.quality.frechet)),
  },
] as const

/** A row for each cost, a panel for each figure of quality. */
export function sizeChart(models: readonly EvaluatedModel[]): Chart {
  const panel = (cost: (typeof COSTS)[number], quality: (typeof QUALITIES)[number]): Panel => ({
    width: PLOT_WIDTH / 2 - 50,
    height: 220,
    data: {
      values: models.flatMap((model) => {
        const of = cost.of(model)
        return of === undefined ? [] : [{ name: model.name, cost: of, ...quality.of(model) }]
      }),
    },
    encoding: {
      x: { field: 'cost', type: 'quantitative', title: cost.title, scale: { zero: true } },
      color: { value: SERIES_COLOURS[0] },
    },
    layer: [
      {
        mark: { type: 'point' },
        encoding: {
          y: {
            field: 'value',
            type: 'quantitative',
            title: quality.title,
            scale: { type: 'log', nice: false, padding: 20 },
          },
        },
      },
      {
        mark: { type: 'rule' },
        encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
      },
      {
        mark: { type: 'text', align: 'center', dy: -10, fontSize: 11 },
        encoding: { y: { field: 'value', type: 'quantitative' }, text: { field: 'name' } },
      },
    ],
  })
  return {
    title: {
      text: 'What a digit costs, and what that buys',
      subtitle: 'Sampling alone, TensorFlow.js WASM in Node; bars: one standard error',
    },
    vconcat: COSTS.filter((cost) => models.some((model) => cost.of(model) !== undefined)).map(
      (cost) => ({ hconcat: QUALITIES.map((quality) => panel(cost, quality)) }),
    ),
  }
}
