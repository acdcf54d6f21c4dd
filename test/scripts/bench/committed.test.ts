import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { benchPage } from '../../../scripts/bench/page.ts'
import type { Report } from '../../../scripts/bench/report.ts'
import { trainingPage, type TrainingReport } from '../../../scripts/bench/training-report.ts'
import { readMeasured } from '../../../scripts/capacity/measured.ts'
import { measuredJson, type Report as CapacityReport } from '../../../scripts/capacity/report.ts'
import { formatted } from '../../../scripts/evaluation/files.ts'

const text = (path: string): string => readFileSync(path, 'utf8')
const json = (path: string): unknown => JSON.parse(text(path))

it('the committed page is what the committed benchmark gives (npm run bench -- --page renews it)', async () => {
  const page = benchPage(json('docs/bench/bench.json') as Report)
  expect(text('docs/bench/bench.md')).toBe(await formatted('docs/bench/bench.md', page))
})

it('and so is that of training', async () => {
  const page = trainingPage(json('docs/bench/training.json') as TrainingReport)
  expect(text('docs/bench/training.md')).toBe(await formatted('docs/bench/training.md', page))
})

it('capacity rests on the committed benchmark (npm run capacity renews it)', () => {
  const { measured } = json('docs/capacity/capacity.json') as CapacityReport
  expect(measured).toEqual(measuredJson(readMeasured('docs/bench/bench.json')))
})
