/** @file Chart of the bill against the amount of traffic. */
import { type Chart, PLOT_WIDTH } from '../../evaluation/figures/chart.ts'
import { FREE_PLAN, PAID_PLAN } from '../../cloudflare.ts'
import type { Traffic } from '../report.ts'
import { SEEDINGS, UNSEEDED } from '../traffic.ts'
import { amountOnAxis, REQUESTS_AXIS, seedingColours } from './axes.ts'

type Panel = Extract<Chart, { hconcat: unknown }>['hconcat'][number]

/** A panel for each kind of requests, a line for each seeding. */
export function costChart(traffics: readonly Traffic[]): Chart {
  const kinds = [...new Set(traffics.map(({ kind }) => kind))]
  return {
    title: {
      text: 'What Cloudflare asks for, by requests a day',
      subtitle: 'paid plan, dollars a month; popularity of seeded URLs by Zipf’s law',
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
    width: PLOT_WIDTH / 2 - 70,
    height: 280,
    layer: [
      // Most lines lie upon this one: it is wide enough to be seen below them.
      lines(
        traffics.filter(({ seeding }) => seeding === UNSEEDED),
        7,
      ),
      lines(
        traffics.filter(({ seeding }) => seeding !== UNSEEDED),
        1.8,
      ),
      { data: { values: [{}] }, mark: { type: 'rule', strokeDash: [4, 4] }, encoding: end },
      {
        data: { values: [{}] },
        mark: { type: 'text', align: 'left', baseline: 'top', dx: 5, fontSize: 11 },
        encoding: {
          ...end,
          y: { value: 6 },
          text: { value: free ? '$0 until here: free plan' : 'free plan: too little CPU' },
        },
      },
    ],
  }
}

const lines = (chosen: readonly Traffic[], strokeWidth: number) => ({
  data: { values: chosen.flatMap(rowsOf) },
  mark: { type: 'line' as const, strokeWidth },
  encoding: { x: REQUESTS_AXIS, y: DOLLARS_AXIS, color: seedingColours(SEEDINGS) },
})

const DOLLARS_AXIS = {
  field: 'dollars',
  type: 'quantitative' as const,
  title: 'dollars a month',
  scale: { type: 'log' as const, domain: [PAID_PLAN.subscription / 2, 5e5], nice: false },
  axis: { values: [5, 10, 100, 1e3, 1e4, 1e5], format: '$,d' },
}

const rowsOf = ({ seeding, points }: Traffic) =>
  points.map(({ requestsADay, bill }) => ({
    seeding: seeding.title,
    requestsADay,
    dollars: bill.total,
  }))
