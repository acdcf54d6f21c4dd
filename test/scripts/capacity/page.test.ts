import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { capacityCharts } from '../../../scripts/capacity/figures/charts.ts'
import { capacityPage } from '../../../scripts/capacity/page.ts'
import { capacityReport, checksOf, type Report } from '../../../scripts/capacity/report.ts'
import { svgOf } from '../../../scripts/evaluation/figures/chart.ts'
import { formatted } from '../../../scripts/evaluation/files.ts'
import { ASSUMPTIONS, BENCH, cell, measuredOf } from './measured-bench.ts'

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
