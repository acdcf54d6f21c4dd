/** @file Chart of what the temperature trades: legibility against distance and variety. */
import type { EvaluatedModel, Quality } from '../report.ts'
import { errorBounds, PLOT_WIDTH, SERIES_COLOURS, type Chart } from './chart.ts'

type Panel = Extract<Chart, { hconcat: unknown }>['hconcat'][number]
type Figure = 'agreement' | 'frechet' | 'recall'

/** Three panels of one model; `temperatures` is what the report has of it. */
export function temperatureChart(
  name: string,
  temperatures: NonNullable<EvaluatedModel['drawn']>['temperatures'],
  digits: number,
): Chart {
  const panel = (title: string, figure: Figure, scale = 1): Panel => ({
    width: PLOT_WIDTH / 3 - 40,
    height: 220,
    data: {
      values: temperatures.map((quality) => ({
        temperature: quality.temperature,
        ...errorBounds(scaled(quality, figure, scale), figure === 'frechet' ? Infinity : scale),
      })),
    },
    encoding: {
      x: {
        field: 'temperature',
        type: 'quantitative',
        title: 'temperature',
        scale: { zero: false },
        axis: { format: '.1f', values: temperatures.map(({ temperature }) => temperature) },
      },
      color: { value: SERIES_COLOURS[0] },
    },
    layer: [
      {
        mark: { type: 'line', point: true },
        encoding: {
          y: { field: 'value', type: 'quantitative', title, scale: { zero: false } },
        },
      },
      {
        mark: { type: 'rule' },
        encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
      },
    ],
  })
  return {
    title: {
      text: `Digits of ${name} by temperature of the prior's noise`,
      subtitle: `${digits.toLocaleString('en-US')} digits each; bars: one standard error`,
    },
    hconcat: [
      panel('label agreement (%)', 'agreement', 100),
      panel('FID (features of the judge)', 'frechet'),
      panel('recall (share)', 'recall'),
    ],
  }
}

const scaled = (quality: Quality, figure: Figure, scale: number) => ({
  value: scale * quality[figure].value,
  standardError: scale * quality[figure].standardError,
})
