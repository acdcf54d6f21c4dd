/** @file Chart of the estimators of completion against the number of samples. */
import { estimatorsOf, PROTOCOLS, type CompletionReport } from '../completion-report.ts'
import { ESTIMATOR_NAMES } from '../likelihood-rows.ts'
import { errorBounds, PLOT_WIDTH, SERIES_COLOURS, type Chart } from './chart.ts'

/** The ticks: the longest curve goes up to a million and a half. */
const POWERS_OF_TEN = Array.from({ length: 7 }, (_, power) => 10 ** power)

/** Both come down on -log p(y|x), Monte Carlo from further above. */
export function completionChart({ models, budget }: CompletionReport): Chart {
  return {
    title: {
      text: 'Estimates of -log p(y|x) of the missing pixels by number of samples',
      subtitle: `${budget.curveImages} test digits; bars: one standard error`,
    },
    data: {
      values: models.flatMap((model) =>
        PROTOCOLS.flatMap((protocol) =>
          estimatorsOf(model).flatMap((estimator) =>
            (model.figures[protocol]?.curves[estimator] ?? []).map(({ samples, negativeCll }) => ({
              model: `${model.name}, ${protocol}`,
              estimator: ESTIMATOR_NAMES[estimator],
              samples,
              ...errorBounds(negativeCll),
            })),
          ),
        ),
      ),
    },
    facet: { field: 'model', type: 'nominal', title: null },
    columns: 2,
    spec: {
      width: PLOT_WIDTH / 2,
      height: 160,
      layer: [
        { mark: { type: 'line' }, encoding: { y: { field: 'value', type: 'quantitative' } } },
        { mark: { type: 'point' }, encoding: { y: { field: 'value', type: 'quantitative' } } },
        {
          mark: { type: 'rule' },
          encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
        },
      ],
      encoding: {
        x: {
          field: 'samples',
          type: 'quantitative',
          title: 'S, samples of z an image',
          scale: { type: 'log' },
          axis: { values: POWERS_OF_TEN, format: '~s' },
        },
        y: {
          type: 'quantitative',
          title: 'nats an image',
          scale: { zero: false },
          axis: { grid: true },
        },
        color: {
          field: 'estimator',
          type: 'nominal',
          title: null,
          scale: { domain: Object.values(ESTIMATOR_NAMES), range: SERIES_COLOURS },
          // Beneath so many panels no one would find it.
          legend: { orient: 'top' },
        },
      },
    },
    resolve: { scale: { y: 'independent' }, axis: { x: 'independent' } },
  }
}
