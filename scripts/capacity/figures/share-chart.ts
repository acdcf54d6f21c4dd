/** @file Chart of where the bill comes from. */
import { type Chart, PLOT_WIDTH } from '../../evaluation/figures/chart.ts'
import type { Traffic } from '../report.ts'
import { REQUESTS_AXIS } from './axes.ts'

const PARTS = [
  { name: 'subscription', of: 'subscription' },
  { name: 'requests', of: 'requests' },
  { name: 'CPU', of: 'cpu' },
] as const

/** Shares of the paid plan's bill, stacked: a panel for each traffic. */
export function shareChart(traffics: readonly Traffic[]): Chart {
  const names = PARTS.map(({ name }) => name)
  return {
    title: {
      text: 'Where the bill comes from, by requests a day',
      subtitle: 'shares of the paid plan’s bill',
    },
    data: {
      values: traffics.flatMap(({ kind, seeding, points }) =>
        points.flatMap(({ requestsADay, bill }) =>
          PARTS.map(({ name, of }, order) => ({
            traffic: `${kind.title}, ${seeding.title}`,
            requestsADay,
            part: name,
            order,
            share: bill[of] / bill.total,
          })),
        ),
      ),
    },
    facet: {
      field: 'traffic',
      type: 'nominal',
      title: null,
      sort: traffics.map(({ kind, seeding }) => `${kind.title}, ${seeding.title}`),
    },
    columns: 2,
    spec: {
      width: PLOT_WIDTH / 2 - 20,
      height: 170,
      mark: { type: 'area' },
      encoding: {
        x: REQUESTS_AXIS,
        y: {
          field: 'share',
          type: 'quantitative',
          title: 'share of the bill',
          stack: 'zero',
          scale: { domain: [0, 1] },
          axis: { format: '.0%' },
        },
        order: { field: 'order' },
        color: {
          field: 'part',
          type: 'nominal',
          title: null,
          scale: { domain: names, range: ['#bbbbbb', '#0072b2', '#d55e00'] },
        },
      },
    },
  }
}
