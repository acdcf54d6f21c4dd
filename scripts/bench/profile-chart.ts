/** @file Chart of what a request spends. */
import { PLOT_WIDTH, SERIES_COLOURS, type Chart } from '../evaluation/figures/chart.ts'
import type { ProfilePart } from './profile.ts'

/** Parts of one case, largest first. */
export function profileChart(title: string, parts: readonly ProfilePart[]): Chart {
  return {
    title: {
      text: `What a request spends: ${title}`,
      subtitle: "self time by V8's profiler, sampled in workerd",
    },
    data: { values: parts.map(({ part, share }) => ({ part, share: 100 * share })) },
    width: PLOT_WIDTH - 160,
    height: { step: 24 },
    mark: { type: 'bar', color: SERIES_COLOURS[0] },
    encoding: {
      y: {
        field: 'part',
        type: 'nominal',
        title: null,
        sort: parts.map(({ part }) => part),
        axis: { labelLimit: 0 },
      },
      x: { field: 'share', type: 'quantitative', title: 'share of the time (%)' },
    },
  }
}
