/** @file Chart of the share of seeded requests that the cache answers. */
import { type Chart, PLOT_WIDTH } from '../../evaluation/figures/chart.ts'
import { type Assumptions, hitRateOf } from '../model.ts'
import type { Check } from '../report.ts'
import { SEEDED } from '../traffic.ts'
import { counted } from '../../../src/http/counted.ts'
import { FINE_AMOUNTS, REQUESTS_AXIS, seedingColours } from './axes.ts'

/** Lines by the formula, with one cache for all and with one for each location; points simulated. */
export function hitRateChart(assumptions: Assumptions, checks: readonly Check[]): Chart {
  const { locations, caches, keptDays } = assumptions
  const tiers = [
    { tier: caches === 1 ? 'one upper tier' : `${caches} caches`, caches },
    { tier: `${locations} locations, each by itself`, caches: locations },
  ]
  const y = {
    type: 'quantitative' as const,
    title: 'answered from the cache',
    scale: { domain: [0, 1] },
    axis: { format: '.0%' },
  }
  return {
    title: {
      text: 'Hit rate of seeded requests, by requests a day',
      subtitle: `a cache keeps for ${counted(keptDays, 'day')} what no one asks for; points: simulated with both tiers`,
    },
    width: PLOT_WIDTH,
    height: 300,
    encoding: { x: REQUESTS_AXIS, color: seedingColours(SEEDED) },
    layer: [
      {
        data: {
          values: tiers.flatMap((tier) =>
            SEEDED.flatMap((seeding) =>
              FINE_AMOUNTS.map((requestsADay) => ({
                requestsADay,
                seeding: seeding.title,
                tier: tier.tier,
                hitRate: hitRateOf(seeding, requestsADay, { keptDays, caches: tier.caches }),
              })),
            ),
          ),
        },
        mark: { type: 'line' },
        encoding: {
          y: { ...y, field: 'hitRate' },
          strokeDash: {
            field: 'tier',
            type: 'nominal',
            title: null,
            sort: tiers.map(({ tier }) => tier),
            legend: { orient: 'top' },
          },
        },
      },
      {
        data: {
          values: checks.map(({ title, requestsADay, simulatedTiers }) => ({
            requestsADay,
            seeding: title,
            simulated: simulatedTiers,
          })),
        },
        mark: { type: 'point' },
        encoding: { y: { ...y, field: 'simulated' } },
      },
    ],
  }
}
