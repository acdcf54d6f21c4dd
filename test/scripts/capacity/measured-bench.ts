/** @file A benchmark's figures that are easily reckoned with, for the tests of capacity. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMeasured } from '../../../scripts/capacity/measured.ts'
import { temporaryDirectory } from '../datasets.ts'

/** A cell of a benchmark, CPU in ms a request. */
export const cell = (title: string, median: number, candidate = 'edge-digits') => ({
  case: title,
  candidate,
  cpu: { median, low: 0, high: 1.01 * median },
})

/** A digit takes 0.5 ms, each digit of a sheet 0.1 ms, a start 200 ms beyond an empty Worker's 20 ms. */
export const BENCH = {
  format: 'edge-digits-bench-1',
  date: '2026-11-26T04:13:41.357Z',
  machine: { cpu: 'Test CPU' },
  noise: { reasons: [] as string[] },
  cells: [
    cell('hello world', 0.06, 'hello world'),
    cell('1 digit', 0.5),
    cell('1 digit', 4, 'plain loops'),
    cell('sheet of 100', 10.4),
    cell('completion of a link', 1),
    cell('conditional request, 304', 0.2),
  ],
  starts: [
    { title: 'edge-digits', cpu: { median: 220 } },
    { title: 'hello world', cpu: { median: 20 } },
  ],
  endurance: { points: [{ residentMebibytes: 90 }, { residentMebibytes: 100 }] },
}

/** As it is read from a file. */
export function measuredOf(bench: object) {
  const path = join(temporaryDirectory(), 'bench.json')
  writeFileSync(path, JSON.stringify(bench))
  return readMeasured(path)
}

export const ASSUMPTIONS = {
  locations: 10,
  caches: 1,
  keptDays: 1,
  peak: 2,
  idleMinutes: 5,
  mayWait: 0.01,
}
