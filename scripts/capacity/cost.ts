/** @file A month's bill: dollars from requests and CPU. */
import { DAYS_A_MONTH, FREE_PLAN, PAID_PLAN } from './prices.ts'

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

/**
 * The largest sheet that takes no more CPU than a request of the free plan has; 0 when not even one digit does.
 * Digits of a sheet cost alike, so CPU is linear in their number.
 *
 * @param one CPU of one digit, ms.
 * @param hundred CPU of a sheet of 100, ms.
 */
export function largestFreeSheet(one: number, hundred: number): number {
  const each = (hundred - one) / 99
  return Math.max(0, Math.floor(1 + (FREE_PLAN.cpuMillisecondsARequest - one) / each))
}
