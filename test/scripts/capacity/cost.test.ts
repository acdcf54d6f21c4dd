import { describe, expect, it } from 'vitest'
import {
  fitsFreePlan,
  largestFreeSheet,
  marginalDollars,
  paidBill,
  usageOf,
} from '../../../scripts/capacity/cost.ts'

describe("the paid plan's bill", () => {
  // Examples 1, 3 and 4 of https://developers.cloudflare.com/workers/platform/pricing/.
  it.each([
    { requests: 15e6, each: 7, bill: { subscription: 5, requests: 1.5, cpu: 1.5, total: 8 } },
    {
      requests: 720,
      each: 180_000,
      bill: { subscription: 5, requests: 0, cpu: 1.992, total: 6.992 },
    },
    { requests: 100e6, each: 7, bill: { subscription: 5, requests: 27, cpu: 13.4, total: 45.4 } },
  ])(
    'of $requests requests at $each ms is as Cloudflare works it out',
    ({ requests, each, bill }) => {
      const found = paidBill({ requests, cpuMilliseconds: requests * each })
      for (const part of ['subscription', 'requests', 'cpu', 'total'] as const)
        expect(found[part]).toBeCloseTo(bill[part], 9)
    },
  )

  it('of no traffic is the subscription', () => {
    expect(paidBill(usageOf(0, 7, 0))).toEqual({ subscription: 5, requests: 0, cpu: 0, total: 5 })
  })

  it('of hits alone has requests and no CPU', () => {
    // 10^6 a day are 30 million a month, 20 million of them beyond what is included.
    const { requests, cpu } = paidBill(usageOf(1e6, 1000, 1))
    expect(requests).toBeCloseTo(6, 9)
    expect(cpu).toBe(0)
  })

  it('has the CPU of the misses', () => {
    // 30 million requests, a quarter of them drawn at 8 ms: 60 million ms, 30 million beyond.
    expect(paidBill(usageOf(1e6, 8, 0.75)).cpu).toBeCloseTo(0.6, 9)
  })

  it('grows by the price of a million', () => {
    const bill = (day: number) => paidBill(usageOf(day, 7, 0)).total
    const added = (bill(1e7 + 1e6 / 30) - bill(1e7)) / marginalDollars(7)
    expect(added).toBeCloseTo(1, 6)
    expect(marginalDollars(7)).toBeCloseTo(0.44, 12)
  })
})

describe('the free plan', () => {
  it('ends at its requests or at its CPU', () => {
    expect(fitsFreePlan(100_000, 10)).toBe(true)
    expect(fitsFreePlan(100_001, 1)).toBe(false)
    expect(fitsFreePlan(1, 10.1)).toBe(false)
  })

  const sheets = (...costs: readonly number[]) =>
    costs.map((cpuMilliseconds, index) => ({ digits: [1, 16, 100][index] ?? NaN, cpuMilliseconds }))

  it.each([
    // 2 ms at 16 and 10.4 at 100: 10 ms at 96, which is eight passes of twelve.
    [[0.5, 2, 10.4], 96],
    // 94, of which seven passes are full.
    [[0.4, 2.2, 10.6], 84],
    // 11 by interpolation from one digit on: two passes of four.
    [[1, 14.5, 90], 8],
    [[10, 40, 200], 1],
    [[10.1, 40, 200], 0],
    // Nothing is said beyond what was measured.
    [[0.1, 0.5, 3], 100],
    [[], 0],
  ])('with sheets of %j ms, allows one of %d', (costs, largest) => {
    expect(largestFreeSheet(sheets(...costs))).toBe(largest)
  })
})
