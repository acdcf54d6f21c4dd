/** @file The content of capacity.json: everything that page and figures show. */
import { largestFreeSheet, type SheetCost } from './cost.ts'
import { digitPrices, hitsForAFile, leversOf } from './levers.ts'
import type { Measured } from './measured.ts'
import {
  type Assumptions,
  type Capacity,
  capacityOf,
  DECADES,
  hitRateOf,
  type Point,
  pointOf,
} from './model.ts'
import { simulatedHitRate } from './simulation.ts'
import {
  cpuOfKind,
  digitsOfKind,
  type Kind,
  KINDS,
  SEEDED,
  type Seeding,
  SEEDINGS,
  SHEET_SIZES,
  SHEETS,
  SINGLE_DIGITS,
  UNSEEDED,
} from './traffic.ts'

export type Report = ReturnType<typeof capacityReport>

/** A kind of requests with or without seeds, by amount. */
export interface Traffic {
  readonly kind: Kind
  readonly seeding: Seeding
  readonly cpuMilliseconds: number
  readonly digits: number
  readonly points: readonly Point[]
}

/** Hit rates of one catalogue and amount: by the formula, and simulated. */
export interface Check {
  readonly title: string
  readonly requestsADay: number
  readonly formula: number
  readonly simulated: number
  /** With a cache in every location before the upper one. */
  readonly simulatedTiers: number
}

const FORMAT = 'edge-digits-capacity-1'

/** Amounts that are simulated: beyond, the formula is the same and the catalogues are fuller. */
const SIMULATED_AMOUNTS = [1e3, 1e4, 1e5]

/** Requests that a simulated hit rate is counted over, at least: its standard error is below 0.002. */
const COUNTED_REQUESTS = 100_000

/** @param checks Of the same assumptions ({@link checksOf}): they take seconds, and nothing of them was measured. */
export function capacityReport(
  measured: Measured,
  assumptions: Assumptions,
  checks: readonly Check[],
) {
  return {
    format: FORMAT,
    measured: measuredJson(measured),
    assumptions,
    traffic: KINDS.flatMap((kind) =>
      SEEDINGS.map((seeding) => trafficOf(measured, assumptions, kind, seeding, DECADES)),
    ),
    prices: digitPrices(measured),
    levers: leversOf(measured, assumptions),
    hitsForAFile: hitsForAFile(measured),
    largestFreeSheet: largestFreeSheet(sheetCosts(measured)),
    capacities: [SINGLE_DIGITS, SHEETS].map((kind) => ({
      kind,
      points: DECADES.map((amount): Capacity =>
        capacityOf(measured, assumptions, kind, UNSEEDED, amount),
      ),
    })),
    /** Every location with a cache of its own and no upper tier, for comparison. */
    hitRates: SEEDED.map((seeding) => ({
      title: seeding.title,
      points: DECADES.map((requestsADay) => ({
        requestsADay,
        shared: hitRateOf(seeding, requestsADay, assumptions),
        apart: hitRateOf(seeding, requestsADay, {
          ...assumptions,
          caches: assumptions.locations,
        }),
      })),
    })),
    checks,
  }
}

/** What was measured, as capacity.json has it. */
export const measuredJson = (measured: Measured) => ({
  ...measured,
  cpuMilliseconds: Object.fromEntries(measured.cpuMilliseconds),
  highMilliseconds: Object.fromEntries(measured.highMilliseconds),
})

/** One digit and the sheets that were measured, by size. */
const sheetCosts = ({ highMilliseconds }: Measured): SheetCost[] =>
  SHEET_SIZES.flatMap(([name, digits]) => {
    const cpuMilliseconds = highMilliseconds.get(name)
    return cpuMilliseconds === undefined ? [] : [{ digits, cpuMilliseconds }]
  })

/** @param amounts Requests a day. */
export const trafficOf = (
  measured: Measured,
  assumptions: Assumptions,
  kind: Kind,
  seeding: Seeding,
  amounts: readonly number[],
): Traffic => ({
  kind,
  seeding,
  cpuMilliseconds: cpuOfKind(measured, kind),
  digits: digitsOfKind(kind),
  points: amounts.map((amount) => pointOf(measured, assumptions, kind, seeding, amount)),
})

/** The formula of hit rates against simulations. */
export const checksOf = (assumptions: Assumptions): Check[] =>
  SEEDED.flatMap((seeding) =>
    SIMULATED_AMOUNTS.map((requestsADay) => {
      // Of one cache, of which it sees a request at least.
      const requests = Math.max(
        1,
        Math.round((requestsADay * assumptions.keptDays) / assumptions.caches),
      )
      const simulated = (locations: number) =>
        simulatedHitRate({
          popularity: seeding.popularity,
          requests,
          locations,
          rounds: Math.ceil(COUNTED_REQUESTS / requests),
          seed: `${seeding.title} ${requestsADay}`,
        })
      return {
        title: seeding.title,
        requestsADay,
        formula: hitRateOf(seeding, requestsADay, assumptions),
        simulated: simulated(0),
        simulatedTiers: simulated(assumptions.locations),
      }
    }),
  )
