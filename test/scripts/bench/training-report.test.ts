import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  runTimes,
  TRAINING_FORMAT,
  trainingPage,
  type TrainingReport,
} from '../../../scripts/bench/training-report.ts'
import { temporaryDirectory } from '../datasets.ts'

/** A log whose epochs take a minute each. */
function log(epochs: number, ...more: readonly object[]): string {
  const at = (minute: number) => new Date(60_000 * minute).toISOString()
  const lines = [
    { event: 'start', time: at(0), workers: 2 },
    ...Array.from({ length: epochs }, (_, index) => ({
      event: 'epoch',
      time: at(index + 1),
      epoch: index + 1,
    })),
    ...more,
    { event: 'end', time: at(epochs + 2) },
  ]
  const path = join(temporaryDirectory(), 'log.jsonl')
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return path
}

describe('the times of a run', () => {
  it('are from its start to its 40th epoch and to its end', () => {
    const times = { workers: 2, first40Epochs: 40, whole: 52 }
    expect(runTimes(log(50))).toEqual(times)
    const fitted = { event: 'acceptance epoch', time: new Date().toISOString(), epoch: 1, loss: 1 }
    const readers = { event: 'readers', time: new Date().toISOString() }
    expect(runTimes(log(50, readers, fitted))).toEqual(times)
  })

  it('are none of a run that stopped, or is too short', () => {
    const time = new Date().toISOString()
    expect(runTimes(log(50, { event: 'resume', time }))).toBeNull()
    expect(runTimes(log(50, { event: 'start', time, workers: 2 }))).toBeNull()
    expect(runTimes(log(39))).toBeNull()
  })
})

it('the page tells which bars are missed', () => {
  const report: TrainingReport = {
    format: TRAINING_FORMAT,
    date: '2026-01-02T03:04:05Z',
    machine: { cpu: 'a CPU', cores: 2, kernel: '6', node: '24', workerd: '1', packages: {} },
    rounds: 9,
    step: {
      workers: 2,
      matMulGigaflops: 40,
      millisecondsAStep: { one: 800, all: 500 },
      speedUp: 1.6,
      gigaflops: 44,
      shareOfMatMul: 0.55,
    },
    run: { workers: 2, first40Epochs: 16.25, whole: 45.5 },
  }
  const page = trainingPage(report)
  expect(page).toContain('| a step with one worker / with 2 | 1.60 | >= 1.7 | **missed** |')
  expect(page).toContain('| GFLOP/s of a step / of 2 threads of products | 0.55 | >= 0.5 | met |')
  expect(page).toMatch(/first 40 epochs.* 16.25 \| <= 20 \| met \|/)
  expect(page).toContain('| minutes of their whole run | 45.50 | <= 45 | **missed** |')
  const spreads = {
    speedUp: { median: 1.72, low: 1.65, high: 1.75 },
    shareOfMatMul: { median: 0.45, low: 0.4, high: 0.49 },
  }
  const measured = trainingPage({ ...report, spreads, others: 0.02 })
  expect(measured).toContain('| 1.72 (1.65 to 1.75) | >= 1.7 | undecided |')
  expect(measured).toContain('| 0.45 (0.40 to 0.49) | >= 0.5 | **missed** |')
  expect(measured).toContain('Other processes took 2 % of a core meanwhile')
  expect(trainingPage({ ...report, others: 0.9 })).toContain('**The machine was noisy: other')
  expect(trainingPage({ ...report, run: null })).toContain('was stopped on its way')
})
