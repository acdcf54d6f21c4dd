import { describe, expect, it } from 'vitest'
import { cpuOfCase, readMeasured } from '../../../scripts/capacity/measured.ts'
import { capacityOf, pointOf } from '../../../scripts/capacity/model.ts'
import {
  MIXED,
  SEEDED,
  SHEETS,
  SINGLE_DIGITS,
  UNSEEDED,
} from '../../../scripts/capacity/traffic.ts'
import { ASSUMPTIONS, BENCH, measuredOf } from './measured-bench.ts'

describe('what was measured', () => {
  it('is the served Worker, hello world the control', () => {
    const measured = measuredOf(BENCH)
    expect(cpuOfCase(measured, 'digit')).toBe(0.5)
    expect(cpuOfCase(measured, 'hello')).toBe(0.06)
    expect(measured.startMilliseconds).toBe(200)
    expect(measured.residentMegabytes).toBeCloseTo(104.8576, 9)
  })

  it.each([
    [() => readMeasured('nowhere/bench.json'), /nowhere\/bench\.json: missing.* npm run bench/],
    [() => measuredOf({ ...BENCH, format: 'other' }), /edge-digits-bench-1/],
    [() => cpuOfCase(measuredOf({ ...BENCH, cells: [] }), 'digit'), /no "digit"/],
  ])('says what is missing', (read, message) => {
    expect(read).toThrow(message)
  })
})

describe('traffic', () => {
  const measured = measuredOf(BENCH)
  const [few] = SEEDED

  it('is what a month of it costs', () => {
    // 300 million requests: 290 to pay at $0.30; 150 million ms: 120 to pay at $0.02.
    const { bill, aMillionDigits } = pointOf(measured, ASSUMPTIONS, SINGLE_DIGITS, UNSEEDED, 1e7)
    expect(bill).toMatchObject({ subscription: 5, requests: 87 })
    expect(bill.cpu).toBeCloseTo(2.4, 9)
    expect(aMillionDigits).toBeCloseTo(94.4 / 300, 9)
  })

  it('is free on the free plan, unless a request takes too long', () => {
    const point = (kind: typeof SHEETS) => pointOf(measured, ASSUMPTIONS, kind, UNSEEDED, 1e5)
    expect(point(SINGLE_DIGITS)).toMatchObject({ free: true, aMillionDigits: 0 })
    // Of mixed requests, some are sheets.
    for (const kind of [SHEETS, MIXED]) expect(point(kind).free).toBe(false)
  })

  it('from the cache runs no Worker', () => {
    const hits = pointOf(measured, ASSUMPTIONS, SHEETS, few, 1e10)
    expect(hits.hitRate).toBeCloseTo(1, 9)
    expect(hits.bill.cpu).toBe(0)
    expect(capacityOf(measured, ASSUMPTIONS, SHEETS, few, 1e10).cores).toBeCloseTo(0, 6)
  })

  it('needs cores and isolates, and is all cold when there is next to none', () => {
    // 864,000 a day are 10 a second, 20 at the peak: 0.01 cores, one isolate in each location.
    const some = capacityOf(measured, ASSUMPTIONS, SINGLE_DIGITS, UNSEEDED, 864_000)
    expect(some.requestsASecond).toBeCloseTo(20, 9)
    expect(some.cores).toBeCloseTo(0.01, 9)
    expect(some.isolates).toBeCloseTo(10, 6)
    const next = capacityOf(measured, ASSUMPTIONS, SINGLE_DIGITS, UNSEEDED, 1)
    expect(next.coldShare).toBeGreaterThan(0.999)
    // Twice as many come at the peak.
    expect(next.isolates).toBeCloseTo(10 * (1 - next.coldShare ** 2), 9)
    expect(capacityOf(measured, ASSUMPTIONS, SINGLE_DIGITS, UNSEEDED, 0).isolates).toBe(0)
  })

  it('pays for starts when they are billed', () => {
    // 100 requests a day come to each location, 30,000 / 86,400 in the 5 minutes that an isolate is kept.
    const { coldShare, startDollars } = capacityOf(
      measured,
      { ...ASSUMPTIONS, locations: 1000 },
      SINGLE_DIGITS,
      UNSEEDED,
      1e5,
    )
    expect(coldShare).toBeCloseTo(Math.exp(-30_000 / 86_400), 12)
    // 3 million requests: 1.5 million ms of their own, and 200 ms for each cold one, less what is included.
    const milliseconds = 1.5e6 + 3e6 * coldShare * 200 - 30e6
    expect(startDollars).toBeCloseTo((milliseconds * 0.02) / 1e6, 9)
  })
})
