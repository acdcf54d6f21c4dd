import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { capacityCharts } from '../../../scripts/capacity/figures/charts.ts'
import { cpuOfCase, readMeasured } from '../../../scripts/capacity/measured.ts'
import { capacityOf, pointOf } from '../../../scripts/capacity/model.ts'
import { capacityPage } from '../../../scripts/capacity/page.ts'
import { capacityReport, checksOf, type Report } from '../../../scripts/capacity/report.ts'
import {
  MIXED,
  SEEDED,
  SHEETS,
  SINGLE_DIGITS,
  UNSEEDED,
} from '../../../scripts/capacity/traffic.ts'
import { svgOf } from '../../../scripts/evaluation/figures/chart.ts'
import { formatted } from '../../../scripts/evaluation/files.ts'
import { ASSUMPTIONS, BENCH, cell, measuredOf } from './measured-bench.ts'

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

describe('the page', () => {
  const checks = checksOf(ASSUMPTIONS)
  const report = capacityReport(measuredOf(BENCH), ASSUMPTIONS, checks)
  const page = capacityPage(report)

  it('has the prices of digits, worked out by hand', () => {
    // 0.30 + 0.5 x 0.02; (0.30 + 10.4 x 0.02) / 100.
    expect(page).toContain('| single digits | 0.50 | 0.3100 | 0.3000 |')
    expect(page).toContain('| sheets of 100 | 10.40 | 0.0051 | 0.0030 |')
    // Upper quartiles 0.505 and 10.504 at 1 and 100 digits: 10 ms at 95, seven passes of twelve.
    expect(page).toContain('8,400,000 by sheets of 84')
  })

  it('names the strongest lever, whichever it is', () => {
    expect(page).toContain('The strongest is the number of requests')
    const slow = {
      ...BENCH,
      cells: BENCH.cells.map((each) => cell(each.case, 5000, each.candidate)),
    }
    const ofSlow = capacityPage(capacityReport(measuredOf(slow), ASSUMPTIONS, checks))
    expect(ofSlow).toContain('gives nothing')
    const sheetsAlike = {
      ...BENCH,
      cells: BENCH.cells.map((each) =>
        cell(each.case, each.case === 'sheet of 100' ? 500_000 : 5000, each.candidate),
      ),
    }
    const ofAlike = capacityPage(capacityReport(measuredOf(sheetsAlike), ASSUMPTIONS, checks))
    expect(ofAlike).toContain('The strongest is CPU')
  })

  it('says what was noisy and what was not measured', () => {
    expect(page).not.toContain('noisy')
    expect(page).toContain('at most 105 MB resident. That is no figure of the isolate’s')
    expect(page).toContain('memory of as many processes, GB')
    const poor = { ...BENCH, noise: { reasons: ['a loud fan'] }, starts: [], endurance: null }
    const ofPoor = capacityPage(capacityReport(measuredOf(poor), ASSUMPTIONS, checks))
    expect(ofPoor).toContain('too noisy to conclude from (a loud fan)')
    expect(ofPoor).toContain('without endurance')
    expect(ofPoor).toContain('measured no starts')
    expect(ofPoor).not.toContain('NaN')
  })

  it("has the isolate's own memory where that was measured", () => {
    const points = [{ residentMebibytes: 300, isolateMebibytes: 25 }]
    const measured = measuredOf({ ...BENCH, endurance: { points } })
    expect(measured.isolateMegabytes).toBeCloseTo(26.2144, 9)
    const text = capacityPage({
      ...report,
      measured: { ...report.measured, isolateMegabytes: measured.isolateMegabytes },
    })
    expect(text).toContain(
      'at most 26 MB (heap of V8 and buffers, the WASM memory among them), within',
    )
    expect(text).toContain('their memory, GB')
  })

  it('has figures where a cache sees less than a request', () => {
    const sparse = { ...ASSUMPTIONS, caches: 300, keptDays: 0.1 }
    const text = capacityPage(capacityReport(measuredOf(BENCH), sparse, checksOf(sparse)))
    expect(text).not.toMatch(/NaN|Infinity|null/)
  })

  it('has its figures, drawn', async () => {
    const charts = capacityCharts(measuredOf(BENCH), report)
    expect(charts.map(([path]) => page.includes(`](${path})`))).toEqual([true, true, true])
    for (const [, chart] of charts) {
      const svg = await svgOf(chart)
      expect(svg).toContain('requests a day')
      expect(svg).not.toMatch(/NaN|Infinity/)
    }
  })
})

it('the committed page is what the committed report gives (npm run capacity renews both)', async () => {
  const report = JSON.parse(readFileSync('docs/capacity/capacity.json', 'utf8')) as Report
  const page = await formatted('docs/capacity/capacity.md', capacityPage(report))
  expect(readFileSync('docs/capacity/capacity.md', 'utf8')).toBe(page)
})
