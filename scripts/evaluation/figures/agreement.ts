/** @file Chart of the judge's agreement by label. */
import type { Estimate } from '../estimate.ts'
import { errorBounds, PLOT_WIDTH, SERIES_COLOURS, type Chart } from './chart.ts'

/** Drawn digits beside real test digits. */
export function agreementChart(
  name: string,
  drawn: readonly Estimate[],
  real: readonly Estimate[],
): Chart {
  const series = ['real test digits', `drawn by ${name}`]
  const values = [real, drawn].flatMap((labels, index) =>
    labels.map(({ value, standardError }, label) => ({
      label,
      series: series[index],
      ...errorBounds({ value: 100 * value, standardError: 100 * standardError }, 100),
    })),
  )
  return {
    title: {
      text: 'Digits that the judge reads as their label, by label',
      subtitle: 'bars: one standard error',
    },
    data: { values },
    width: PLOT_WIDTH,
    height: 260,
    encoding: {
      x: { field: 'label', type: 'ordinal', title: 'label', axis: { labelAngle: 0 } },
      xOffset: { field: 'series', type: 'nominal', sort: series },
      color: {
        field: 'series',
        type: 'nominal',
        title: null,
        scale: { domain: series, range: SERIES_COLOURS.toReversed() },
      },
    },
    layer: [
      {
        mark: { type: 'point' },
        encoding: {
          y: {
            field: 'value',
            type: 'quantitative',
            title: 'read as their label (%)',
            scale: { zero: false },
          },
        },
      },
      {
        mark: { type: 'rule' },
        encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
      },
    ],
  }
}
