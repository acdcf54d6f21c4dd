/** @file What moves the bill: the same digits, asked for, cached or computed otherwise. */
import { marginalDollars, paidBill, usageOf } from './cost.ts'
import { type Assumptions, hitRateOf } from './model.ts'
import type { Measured } from './measured.ts'
import { PAID_PLAN } from '../cloudflare.ts'
import { cpuOfKind, digitsOfKind, SEEDED, SHEETS, SINGLE_DIGITS } from './traffic.ts'

/** Digits a day that the levers are compared at: far beyond what the paid plan includes. */
export const LEVER_DIGITS = 1e8

export interface Lever {
  readonly name: 'none' | 'seeds' | 'cache' | 'cpu' | 'sheets' | 'both'
  readonly title: string
  /** Dollars a month for LEVER_DIGITS a day. */
  readonly dollars: number
  /** Share of the bill without any lever. */
  readonly saved: number
}

export function leversOf(measured: Measured, assumptions: Assumptions): Lever[] {
  const [digit, sheet] = [SINGLE_DIGITS, SHEETS].map((kind) => ({
    requests: LEVER_DIGITS / digitsOfKind(kind),
    cpu: cpuOfKind(measured, kind),
  })) as [Ask, Ask]
  const none = dollarsOf(digit, 0)
  const lever = (name: Lever['name'], title: string, ask: Ask, hits: number): Lever => {
    const dollars = dollarsOf(ask, hits)
    return { name, title, dollars, saved: 1 - dollars / none }
  }
  return [
    lever('none', 'single digits, unseeded', digit, 0),
    ...SEEDED.map((seeding) =>
      lever(
        'seeds',
        `seeds: ${seeding.title}`,
        digit,
        hitRateOf(seeding, LEVER_DIGITS, assumptions),
      ),
    ),
    lever('cache', 'seeds, every answer from the cache', digit, 1),
    lever('cpu', 'half the CPU', { ...digit, cpu: digit.cpu / 2 }, 0),
    lever('sheets', 'sheets of 100, unseeded', sheet, 0),
    lever('both', 'sheets of 100, every answer from the cache', sheet, 1),
  ]
}

interface Ask {
  /** A day. */
  readonly requests: number
  /** Of a request, ms. */
  readonly cpu: number
}

const dollarsOf = ({ requests, cpu }: Ask, hits: number): number =>
  paidBill(usageOf(requests, cpu, hits)).total

/** Dollars a million digits once all that is included is used: drawn, and from the cache. */
export const digitPrices = (measured: Measured) =>
  [SINGLE_DIGITS, SHEETS].map((kind) => {
    const cpuMilliseconds = cpuOfKind(measured, kind)
    return {
      kind,
      cpuMilliseconds,
      drawn: marginalDollars(cpuMilliseconds) / digitsOfKind(kind),
      cached: marginalDollars(0) / digitsOfKind(kind),
    }
  })

/**
 * Hits that pay for one request of a static file: with the cache on, those are billed as requests, which are
 * free without it.
 */
export const hitsForAFile = (measured: Measured): number =>
  PAID_PLAN.aMillionRequests /
  (cpuOfKind(measured, SINGLE_DIGITS) * PAID_PLAN.aMillionCpuMilliseconds)
