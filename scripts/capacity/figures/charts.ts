/** @file The figures of docs/capacity, by their paths. */
import type { Chart } from '../../evaluation/figures/chart.ts'
import type { Measured } from '../measured.ts'
import { type Report, trafficOf } from '../report.ts'
import { SEEDED, SEEDINGS, SHEETS, SINGLE_DIGITS, UNSEEDED } from '../traffic.ts'
import { FINE_AMOUNTS } from './axes.ts'
import { costChart } from './cost-chart.ts'
import { hitRateChart } from './hit-rate-chart.ts'
import { shareChart } from './share-chart.ts'

/** Names of the figures in their folder. */
export const COST_FIGURE = 'figures/cost.svg'
export const SHARE_FIGURE = 'figures/shares.svg'
export const HIT_RATE_FIGURE = 'figures/hit-rate.svg'

export function capacityCharts(
  measured: Measured,
  { assumptions, checks }: Report,
): [path: string, chart: Chart][] {
  const [, someSeeds] = SEEDED
  const kinds = [SINGLE_DIGITS, SHEETS]
  const traffics = (seedings: readonly (typeof SEEDINGS)[number][]) =>
    kinds.flatMap((kind) =>
      seedings.map((seeding) => trafficOf(measured, assumptions, kind, seeding, FINE_AMOUNTS)),
    )
  return [
    [COST_FIGURE, costChart(traffics(SEEDINGS))],
    [SHARE_FIGURE, shareChart(traffics([UNSEEDED, someSeeds]))],
    [HIT_RATE_FIGURE, hitRateChart(assumptions, checks)],
  ]
}
