/** @file A month's bill: dollars from requests and CPU. */
import { PASS_ROWS } from '../../src/sampling/batches.ts'
import { DAYS_A_MONTH, FREE_PLAN, PAID_PLAN } from '../cloudflare.ts'

/** Of a month. */
export interface Usage {
  /** Answers from the cache included. */
  readonly requests: number
  readonly cpuMilliseconds: number
}

/** Dollars a month. */
export interface Bill {
  readonly subscription: number
  readonly requests: number
  readonly cpu: number
  readonly total: number
}

/** What the paid plan costs: what it includes is free, the rest by the million. */
export function paidBill({ requests, cpuMilliseconds }: Usage): Bill {
  const parts = {
    subscription: PAID_PLAN.subscription,
    requests: millionsBeyond(requests, PAID_PLAN.includedRequests) * PAID_PLAN.aMillionRequests,
    cpu:
      millionsBeyond(cpuMilliseconds, PAID_PLAN.includedCpuMilliseconds) *
      PAID_PLAN.aMillionCpuMilliseconds,
  }
  return { ...parts, total: parts.subscription + parts.requests + parts.cpu }
}

const millionsBeyond = (used: number, included: number): number =>
  Math.max(0, used - included) / 1e6

/** What one more million of requests costs once all that is included is used, dollars. */
export const marginalDollars = (cpuMillisecondsARequest: number): number =>
  PAID_PLAN.aMillionRequests + cpuMillisecondsARequest * PAID_PLAN.aMillionCpuMilliseconds

/**
 * Usage of traffic that is the same every day.
 *
 * @param cpuMilliseconds Of a request that the Worker answers.
 * @param hitRate Share of requests that the cache answers.
 */
export const usageOf = (requestsADay: number, cpuMilliseconds: number, hitRate: number): Usage => ({
  requests: DAYS_A_MONTH * requestsADay,
  cpuMilliseconds: DAYS_A_MONTH * requestsADay * (1 - hitRate) * cpuMilliseconds,
})

/**
 * Whether the free plan carries it: 0 dollars.
 *
 * @param mostCpuMilliseconds Of the most expensive request.
 */
export const fitsFreePlan = (requestsADay: number, mostCpuMilliseconds: number): boolean =>
  requestsADay <= FREE_PLAN.requestsADay && mostCpuMilliseconds <= FREE_PLAN.cpuMillisecondsARequest

/** A sheet that was measured. */
export interface SheetCost {
  readonly digits: number
  readonly cpuMilliseconds: number
}

/**
 * The largest sheet that takes no more CPU than a request of the free plan has, of full passes (with a row more, a
 * sheet takes a pass more); 0 when not even one digit does. Between measured sheets CPU is interpolated, beyond the
 * largest nothing is said.
 *
 * @param measured From one digit on, by size.
 */
export function largestFreeSheet(measured: readonly SheetCost[]): number {
  const most = FREE_PLAN.cpuMillisecondsARequest
  const allowed = measured.filter(({ cpuMilliseconds }) => cpuMilliseconds <= most)
  const [below, next] = [allowed.at(-1), measured[allowed.length]]
  if (below === undefined) return 0
  if (next === undefined) return below.digits
  const share = (most - below.cpuMilliseconds) / (next.cpuMilliseconds - below.cpuMilliseconds)
  const digits = Math.floor(below.digits + share * (next.digits - below.digits))
  const pass = PASS_ROWS.find((rows) => rows <= digits) ?? 1
  return digits - (digits % pass)
}
