import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { benchPage } from '../../../scripts/bench/page.ts'
import type { Report } from '../../../scripts/bench/report.ts'

const committed = JSON.parse(readFileSync('docs/bench/bench.json', 'utf8')) as Report
const point = { requests: 0, residentMebibytes: 98, heapMebibytes: 4, tensors: 9, tensorBytes: 90 }
const endurance = {
  points: [{ ...point, wasmMebibytes: 16.5, isolateMebibytes: 24.25 }],
  latency: { median: 2, p99: 4 },
  cpu: { median: 0.6, p99: 1.1 },
}

describe('the page of a benchmark', () => {
  it('names its commit, and says of a trial that it is one', () => {
    const page = benchPage({ ...committed, commit: 'abc1234', quick: true })
    expect(page).toContain('of commit abc1234 from [bench.json]')
    expect(page).toContain('**A trial (`--quick`)')
  })

  it('has the memory of the isolate beside that of the process', () => {
    expect(benchPage({ ...committed, endurance })).toContain(
      '| 0 | 24.3 | 16.5 | 4.00 | 98 | 9 | 90 |',
    )
  })

  it('says when others took most, and leaves out what was not run', () => {
    const control = { median: 1, low: 0.99, high: 1.01 }
    const noise = {
      control,
      others: 0,
      phases: [{ title: 'sustained load', others: 0.04 }],
      reasons: [],
    }
    const page = benchPage({ ...committed, noise, endurance: null, sustained: null, limits: [] })
    expect(page).toContain('took 4 % of a core at most, during sustained load.')
    expect(page).not.toMatch(/## Long runs|## Limits/)
  })
})
