/** @file Chart of what a model costs and what that buys: one point a model. */
import type { EvaluatedModel } from '../report.ts'
import { errorBounds, PLOT_WIDTH, SERIES_COLOURS, type Chart } from './chart.ts'

type Panel = Extract<Chart, { hconcat: unknown }>['hconcat'][number]

/**
 * What a digit costs: time for each, bytes that a Worker uploads, and time to unpack them at its start. Titles are in
 * short lines: vega takes their letters for wider than they are, and would leave room for that beside the panels.
 */
const COSTS = [
  {
    title: ['milliseconds a digit,', 'one at a time'],
    of: ({ cost }: EvaluatedModel) => cost.milliseconds.single,
  },
  {
    title: ['KiB of the weights, gzipped'],
    of: ({ cost }: EvaluatedModel) => cost.gzipBytes / 1024,
  },
  {
    title: ['milliseconds of a start,', 'to the first digit'],
    of: ({ cost }: EvaluatedModel) => cost.milliseconds.start,
  },
] as const

/** Likelihood and distance to real digits against the costs of a digit. */
const QUALITIES = [
  {
    title: ['-log p(y|x) (nats)', 'importance sampling'],
    of: ({ likelihood }: EvaluatedModel) => errorBounds(likelihood.dynamic.negativeCll),
  },
  {
    title: ['FID', 'features of the judge'],
    of: ({ drawn }: EvaluatedModel) =>
      drawn === null ? undefined : errorBounds(drawn.quality.frechet),
  },
] as const

/** A model in a panel. */
interface Point extends ReturnType<typeof errorBounds> {
  readonly name: string
  readonly cost: number
}

/** A row for each cost that models have, a panel for each figure of quality. */
export function sizeChart(models: readonly EvaluatedModel[]): Chart {
  return {
    title: {
      text: 'What a digit costs, and what that buys',
      subtitle: 'Sampling alone, TensorFlow.js WASM in Node; bars: one standard error',
    },
    // One point alone compares nothing.
    vconcat: COSTS.filter(
      ({ of }) => models.filter((model) => of(model) !== undefined).length > 1,
    ).map((cost) => ({
      hconcat: QUALITIES.map((quality) => {
        const points = models.flatMap((model) => {
          const [of, bounds] = [cost.of(model), quality.of(model)]
          return of === undefined || bounds === undefined
            ? []
            : [{ name: model.name, cost: of, ...bounds }]
        })
        return panel(cost.title, quality.title, points)
      }),
    })),
  }
}

function panel(
  cost: readonly string[],
  quality: readonly string[],
  points: readonly Point[],
): Panel {
  const label = (values: readonly Point[], from: 'low' | 'high', dy: number) => ({
    data: { values: [...values] },
    mark: { type: 'text' as const, align: 'center' as const, dy, fontSize: 11 },
    encoding: {
      y: { field: from, type: 'quantitative' as const },
      text: { field: 'name' },
    },
  })
  const isLower = (point: Point) => points.some((other) => isCloseAbove(other, point, points))
  return {
    width: PLOT_WIDTH / 2 - 50,
    height: 220,
    data: { values: [...points] },
    encoding: {
      x: { field: 'cost', type: 'quantitative', title: [...cost], scale: { zero: true } },
      color: { value: SERIES_COLOURS[0] },
    },
    layer: [
      {
        mark: { type: 'point' },
        encoding: {
          y: {
            field: 'value',
            type: 'quantitative',
            title: [...quality],
            scale: { type: 'log', nice: false, padding: 20 },
          },
        },
      },
      {
        mark: { type: 'rule' },
        encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
      },
      label(
        points.filter((point) => !isLower(point)),
        'high',
        -10,
      ),
      label(points.filter(isLower), 'low', 12),
    ],
  }
}

/** Whether names above both points would overlap: that of the lower one goes below it. */
function isCloseAbove(other: Point, point: Point, points: readonly Point[]): boolean {
  const share = (of: (one: Point) => number, from: number) =>
    Math.abs(of(other) - of(point)) / (Math.max(...points.map(of)) - from || 1)
  const [height, width] = [
    share(({ value }) => Math.log(value), Math.min(...points.map(({ value }) => Math.log(value)))),
    share((one) => one.cost, 0),
  ]
  return other.value > point.value && height < 0.15 && width < 0.25
}
