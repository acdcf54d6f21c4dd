/** @file The model: what traffic costs and needs, from what was measured and what is assumed. */
import { type Bill, fitsFreePlan, paidBill, usageOf } from './cost.ts'
import { hitRate } from './hit-rate.ts'
import { coldShare, isolatesFor } from './isolates.ts'
import type { Measured } from './measured.ts'
import { DAYS_A_MONTH } from '../cloudflare.ts'
import { cpuOfKind, digitsOfKind, type Kind, mostCpuOfKind, type Seeding } from './traffic.ts'

/** What no document says. */
export interface Assumptions {
  /** Data centres that traffic comes to, all alike. */
  readonly locations: number
  /** Caches that the Worker is behind, all alike: 1 is one upper tier for the whole network. */
  readonly caches: number
  /** How long a cache keeps what no one asks for. */
  readonly keptDays: number
  /** Requests a second at the busiest time, in parts of the mean. */
  readonly peak: number
  /** How long an isolate is kept that no one asks. */
  readonly idleMinutes: number
  /** Share of requests at the busiest time that may find all isolates busy. */
  readonly mayWait: number
}

/** One amount of one traffic. */
export interface Point {
  readonly requestsADay: number
  /** Share of requests that the cache answers. */
  readonly hitRate: number
  /** By the paid plan, dollars a month. */
  readonly bill: Bill
  /** Whether the free plan would do: then nothing is to pay. */
  readonly free: boolean
  /** Dollars, of what is to pay. */
  readonly aMillionDigits: number
}

/** What an amount of traffic needs of Cloudflare, at its busiest. */
export interface Capacity {
  readonly requestsADay: number
  /** Requests a second that run the Worker. */
  readonly requestsASecond: number
  /** Cores busy on average. */
  readonly cores: number
  /** Isolates that are there, in all locations. */
  readonly isolates: number
  /** Share of requests that wait for a start, on an average day. */
  readonly coldShare: number
  /** Dollars a month more, if the CPU of starts is billed; null when starts were not measured. */
  readonly startDollars: number | null
}

/** Amounts that tables show: 10^3 to 10^10 requests a day. */
export const DECADES = Array.from({ length: 8 }, (_, index) => 10 ** (3 + index))

const SECONDS_A_DAY = 86_400

/** @param caches Each with an equal share of the requests. */
export const hitRateOf = (
  { popularity }: Seeding,
  requestsADay: number,
  { keptDays, caches }: Pick<Assumptions, 'keptDays' | 'caches'>,
): number => (popularity === null ? 0 : hitRate(popularity, (requestsADay * keptDays) / caches))

export function pointOf(
  measured: Measured,
  assumptions: Assumptions,
  kind: Kind,
  seeding: Seeding,
  requestsADay: number,
): Point {
  const cpu = cpuOfKind(measured, kind)
  const hits = hitRateOf(seeding, requestsADay, assumptions)
  const bill = paidBill(usageOf(requestsADay, cpu, hits))
  const free = fitsFreePlan(requestsADay, mostCpuOfKind(measured, kind))
  const millions = (DAYS_A_MONTH * requestsADay * digitsOfKind(kind)) / 1e6
  return {
    requestsADay,
    hitRate: hits,
    bill,
    free,
    aMillionDigits: free ? 0 : bill.total / millions,
  }
}

export function capacityOf(
  measured: Measured,
  assumptions: Assumptions,
  kind: Kind,
  seeding: Seeding,
  requestsADay: number,
): Capacity {
  const { locations, peak, idleMinutes, mayWait } = assumptions
  const cpu = cpuOfKind(measured, kind)
  const hits = hitRateOf(seeding, requestsADay, assumptions)
  const mean = (requestsADay * (1 - hits)) / SECONDS_A_DAY
  const cores = (peak * mean * cpu) / 1000
  const cold = (rate: number) => coldShare(rate / locations, 60 * idleMinutes)
  const usage = usageOf(requestsADay, cpu, hits)
  const withStarts = (start: number) =>
    usage.cpuMilliseconds + DAYS_A_MONTH * SECONDS_A_DAY * mean * cold(mean) * start
  return {
    requestsADay,
    requestsASecond: peak * mean,
    cores,
    isolates: locations * isolatesFor(cores / locations, mayWait) * (1 - cold(peak * mean)),
    coldShare: cold(mean),
    startDollars:
      measured.startMilliseconds === null
        ? null
        : paidBill({ ...usage, cpuMilliseconds: withStarts(measured.startMilliseconds) }).total -
          paidBill(usage).total,
  }
}
