/** @file Chart of the two estimators of log p(y|x) against the number of samples. */
import type { EvaluatedModel, Report } from '../report.ts'
import { ESTIMATOR_NAMES } from '../likelihood-rows.ts'
import { errorBounds, PLOT_WIDTH, SERIES_COLOURS, type Chart } from './chart.ts'

/**
 * Both estimates less the ELBO, paired by image: in theory, importance sampling starts at the
 * ELBO and rises with S, and Monte Carlo rises towards it from below.
 */
export function calibrationChart({ models, budget }: Report): Chart {
  const width = models.length > 1 ? PLOT_WIDTH / 2 : PLOT_WIDTH
  const zero = { y: { datum: 0 }, color: { value: '#555' } }
  return {
    title: {
      text: 'Estimates of log p(y|x) by number of samples, less the ELBO',
      subtitle: `${budget.calibrationImages} test digits, one Bernoulli draw a pixel; bars: one standard error of the difference`,
    },
    data: { values: models.flatMap(pointsOf) },
    facet: { field: 'model', type: 'nominal', title: null, sort: models.map(({ name }) => name) },
    columns: 2,
    spec: {
      width,
      height: 300,
      layer: [
        {
          data: { values: [{}] },
          mark: { type: 'rule', strokeDash: [4, 4] },
          encoding: { ...zero, x: { value: 0 }, x2: { value: width } },
        },
        {
          data: { values: [{}] },
          mark: { type: 'text', align: 'right', dx: -4, dy: 10, fontSize: 12 },
          encoding: { ...zero, x: { value: width }, text: { value: 'ELBO' } },
        },
        { mark: { type: 'line' }, encoding: { y: { field: 'value', type: 'quantitative' } } },
        {
          mark: { type: 'point' },
          encoding: { y: { field: 'value', type: 'quantitative' } },
        },
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
          axis: { values: [1, 10, 100, 1000], format: ',d' },
        },
        y: {
          type: 'quantitative',
          title: 'above the ELBO (nats an image)',
          scale: { type: 'symlog' },
          axis: { grid: true, values: [-1000, -300, -100, -30, -10, -3, -1, 0, 1, 3, 10, 30] },
        },
        color: {
          field: 'estimator',
          type: 'nominal',
          title: null,
          scale: { domain: Object.values(ESTIMATOR_NAMES), range: SERIES_COLOURS },
        },
      },
    },
  }
}

const pointsOf = ({ name, likelihood }: EvaluatedModel) =>
  (['importanceSampled', 'monteCarlo'] as const).flatMap((estimator) =>
    likelihood.dynamic.calibration[estimator].map(({ samples, aboveElbo }) => ({
      model: name,
      estimator: ESTIMATOR_NAMES[estimator],
      samples,
      ...errorBounds(aboveElbo),
    })),
  )
