/**
 * @file What Cloudflare asks for Workers and allows them, as its documentation said in November 2026:
 * https://developers.cloudflare.com/workers/platform/pricing/,
 * https://developers.cloudflare.com/workers/platform/limits/ and, for cached answers,
 * https://developers.cloudflare.com/workers/cache/#pricing.
 */

/** Days of the month that a bill is for. */
export const DAYS_A_MONTH = 30

/**
 * The free plan. Requests beyond a day's are refused; CPU beyond a request's ends it, after some lenience.
 * An answer from the cache is a request too.
 */
export const FREE_PLAN = { requestsADay: 100_000, cpuMillisecondsARequest: 10 } as const

/** The paid plan: dollars a month, and what they include. */
export const PAID_PLAN = {
  subscription: 5,
  includedRequests: 10_000_000,
  includedCpuMilliseconds: 30_000_000,
  /** Dollars. An answer from the cache costs as much as one that was drawn. */
  aMillionRequests: 0.3,
  /** Dollars. An answer from the cache takes none. */
  aMillionCpuMilliseconds: 0.02,
} as const

/** Memory of an isolate, MB. */
export const ISOLATE_MEGABYTES = 128

/** CPU that a Worker may take to start, ms. */
export const START_MILLISECONDS = 1000
