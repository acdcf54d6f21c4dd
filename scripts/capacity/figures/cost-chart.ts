/** @file Chart of the bill against the amount of traffic. */
import { type Chart, PLOT_WIDTH } from '../../evaluation/figures/chart.ts'
import { FREE_PLAN, PAID_PLAN } from '../prices.ts'
import type { Traffic } from '../report.ts'
import { amountOnAxis, REQUESTS_AXIS, SEEDING_COLOURS, SEEDING_WIDTHS } from './axes.ts'

type Panel = Extract<Chart, { hconcat: unknown }>['hconcat'][number]

/** A panel for each kind of requests, a line for each seeding. */
export function costChart(traffics: readonly Traffic[]): Chart {
  const kinds = [...new Set(traffics.map(({ kind }) => kind))]
  return {
    title: {
      text: 'What Cloudflare asks for, by requests a day',
      subtitle:
        'paid plan, dollars a month; seeded URLs by Zipf’s law, answered from the cache when they can be',
    },
    hconcat: kinds.map((kind) => panel(traffics.filter((traffic) => traffic.kind === kind))),
  }
}

function panel(traffics: readonly Traffic[]): Panel {
  const [first] = traffics
  // Where no point is free, the free plan's CPU does not do.
  const free = first?.points.some((point) => point.free) ?? false
  const end = { x: amountOnAxis(FREE_PLAN.requestsADay) }
  return {
    title: { text: first?.kind.title ?? '', fontSize: 13 },
    width: PLOT_WIDTH / 2 - 20,
    height: 280,
    layer: [
      {
        data: {
          values: traffics.flatMap(({ seeding, points }) =>
            points.map(({ requestsADay, bill }) => ({
              seeding: seeding.title,
              requestsADay,
              dollars: bill.total,
            })),
          ),
        },
        mark: { type: 'line' },
        encoding: {
          x: REQUESTS_AXIS,
          y: {
            field: 'dollars',
            type: 'quantitative',
            title: 'dollars a month',
            scale: { type: 'log', domain: [PAID_PLAN.subscription / 2, 5e5], nice: false },
            axis: { values: [5, 10, 100, 1e3, 1e4, 1e5], format: '$,d' },
          },
          color: SEEDING_COLOURS,
          strokeWidth: SEEDING_WIDTHS,
        },
      },
      { data: { values: [{}] }, mark: { type: 'rule', strokeDash: [4, 4] }, encoding: end },
      {
        data: { values: [{}] },
        mark: { type: 'text', align: 'left', baseline: 'top', dx: 5, fontSize: 11, lineHeight: 14 },
        encoding: {
          ...end,
          y: { value: 6 },
          text: {
            value: free
              ? ['left of here', 'the free plan does: $0']
              : ['end of the free plan,', 'whose CPU is too short', 'for this'],
          },
        },
      },
    ],
  }
}
