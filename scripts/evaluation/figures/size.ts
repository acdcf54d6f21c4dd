/** @file Chart of what a model costs and what that buys: one point a model. */
import type { EvaluatedModel } from '../report.ts'
import { errorBounds, PLOT_WIDTH, SERIES_COLOURS, type Chart } from './chart.ts'

type Panel = Extract<Chart, { hconcat: unknown }>['hconcat'][number]

/** Likelihood and distance to real digits against the time of one digit. */
export function sizeChart(models: readonly EvaluatedModel[]): Chart {
  const panel = (title: string, figureOf: (model: EvaluatedModel) => object): Panel => ({
    width: PLOT_WIDTH / 2 - 50,
    height: 260,
    data: {
      values: models.map((model) => ({
        name: model.name,
        milliseconds: model.cost.milliseconds.single,
        ...figureOf(model),
      })),
    },
    encoding: {
      x: {
        field: 'milliseconds',
        type: 'quantitative',
        title: 'milliseconds a digit, one at a time',
        scale: { zero: true },
      },
      color: { value: SERIES_COLOURS[0] },
    },
    layer: [
      {
        mark: { type: 'point' },
        encoding: {
          y: { field: 'value', type: 'quantitative', title, scale: { type: 'log' } },
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
    hconcat: [
      panel('-log p(y|x), importance sampling (nats)', ({ likelihood }) =>
        errorBounds(likelihood.dynamic.negativeCll),
      ),
      panel('FID (features of the judge)', ({ drawn }) =>
        drawn === null ? {} : errorBounds(drawn.quality.frechet),
      ),
    ],
  }
}
