import { describe, expect, it } from 'vitest'
import { BARS } from '../../../scripts/bench/bars.ts'
import type { Sample } from '../../../scripts/bench/cell.ts'
import { limitsOf } from '../../../scripts/bench/limits.ts'
import { isolateBytes } from '../../../scripts/bench/memory.ts'
import { errorOf, noiseOf } from '../../../scripts/bench/noise.ts'
import { noiseReport, ratiosOf, startReport } from '../../../scripts/bench/report.ts'
import { cellKey, type Round } from '../../../scripts/bench/rounds.ts'
import { spreadOf, verdictOf } from '../../../scripts/bench/statistics.ts'

const sample = (cpu: number): Sample => ({
  cpu,
  requestsPerSecond: 1000 / cpu,
  utilization: 1,
  latencies: Float64Array.of(cpu),
})

/** Hello costs 1 and `again`; a digit 8 as it is served, 2 without networks, 10 in ONNX Runtime. */
const round = (again = 1): Round => ({
  samples: new Map([
    [cellKey('hello', 'hello'), sample(1)],
    [cellKey('hello', 'helloAgain'), sample(again)],
    [cellKey('digit', 'served'), sample(8)],
    [cellKey('digit', 'withoutNetworks'), sample(2)],
    [cellKey('digit', 'onnxruntime'), sample(10)],
  ]),
  native: [{ digits: 1, milliseconds: 3, sum: 0 }],
})

describe('figures over rounds', () => {
  it('are the median and the quartiles', () => {
    expect(spreadOf([9, 1, 2, 3, 4])).toEqual({ median: 3, low: 2, high: 4 })
  })

  it.each([
    [{ median: 0.8, low: 0.78, high: 0.84 }, 'met'],
    [{ median: 0.8, low: 0.78, high: 0.86 }, 'undecided'],
    [{ median: 0.9, low: 0.86, high: 0.91 }, 'missed'],
  ] as const)('%j against a bar of 0.85 is %s', (spread, verdict) => {
    expect(verdictOf(spread, 0.85)).toBe(verdict)
  })
})

describe('ratios', () => {
  const ratios = new Map(ratiosOf([round(), round()], 0).map((ratio) => [ratio.title, ratio]))

  it('compare what was measured, and nothing else', () => {
    expect(ratios.get('1 digit: edge-digits / onnxruntime-web')).toMatchObject({
      ratio: { median: 0.8 },
      atMost: 0.85,
      verdict: 'met',
    })
    expect(ratios.size).toBe(3)
    expect(BARS.length).toBeGreaterThan(ratios.size)
  })

  it('are undecided where the noise of the run could change the verdict', () => {
    const verdicts = (noise: number) =>
      ratiosOf([round(), round()], noise).map(({ title, verdict }) => [title, verdict])
    expect(Object.fromEntries(verdicts(0.1))).toMatchObject({
      '1 digit: edge-digits / onnxruntime-web': 'undecided',
      '1 digit, networks: edge-digits / OpenBLAS': 'met',
    })
  })

  it('count the networks alone against native code, and the rest against hello world', () => {
    expect(ratios.get('1 digit, networks: edge-digits / OpenBLAS')?.ratio.median).toBe(2)
    const rest = [...ratios].find(([title]) => title.includes('all but networks'))?.[1]
    expect(rest).toMatchObject({ ratio: { median: 1 }, verdict: 'missed' })
  })
})

describe('limits', () => {
  const point = { requests: 0, residentMebibytes: 200, tensors: 90, tensorBytes: 4e6 }
  const endurance = {
    points: [
      { ...point, heapMebibytes: 10 },
      { ...point, heapMebibytes: 12, tensors: 91 },
      { ...point, heapMebibytes: 10.5 },
    ],
    latency: { median: 1, p99: 3 },
    cpu: { median: 0.3, p99: 12 },
  }

  it('of times are undecided where the noise is larger than how far they are off, those of memory are not', () => {
    const limits = limitsOf({
      start: undefined,
      endurance,
      sustained: null,
      upload: 3000,
      error: 0.5,
    })
    expect(limits.map(({ verdict }) => verdict)).toEqual(['met', 'missed', 'missed', 'undecided'])
  })

  const withIsolate = (one: (typeof endurance.points)[number], index: number) => ({
    ...one,
    isolateMebibytes: 100 + index,
  })

  it('are of the highest point since the first', () => {
    const sustained = { minutes: [], latency: { median: 2, p99: 8 } }
    const limits = limitsOf({ start: undefined, endurance, sustained, upload: 3000, error: 0 })
    expect(
      limits.map(({ figure, verdict }) => [Number(figure.median.toFixed(3)), verdict]),
    ).toEqual([
      [3000, 'met'],
      [0.2, 'missed'],
      [0.011, 'missed'],
      [12, 'missed'],
      [4, 'met'],
    ])
  })

  it('are of the isolate by itself, where it was told apart', () => {
    const measured = { ...endurance, points: endurance.points.map(withIsolate) }
    const limits = limitsOf({
      start: undefined,
      endurance: measured,
      sustained: null,
      upload: 1,
      error: 0,
    })
    const found = limits.find(({ title }) => title.includes('isolate'))
    expect(found).toMatchObject({ figure: { median: (102 * 1024 ** 2) / 1e6 }, verdict: 'met' })
  })

  it('take the first digit beyond a warm one of the same start', () => {
    const start = (first: number, warm: number) => {
      const [untilListening, cpu, untilFirstByte] = [100, 120, 105]
      return { untilListening, cpu, untilFirstByte, first, warm, beyondWarm: first - warm }
    }
    const report = startReport('edge-digits', [start(3, 1), start(6, 2), start(5, 3)])
    const limits = limitsOf({
      start: report,
      endurance: null,
      sustained: null,
      upload: 4000,
      error: 0,
    })
    expect(limits.map(({ figure, verdict }) => [figure.median, verdict])).toEqual([
      [4000, 'missed'],
      [120, 'met'],
      [2, 'met'],
    ])
  })
})

it('there is no limit on what was left out', () => {
  const none = {
    start: undefined,
    endurance: null,
    sustained: null,
    upload: undefined,
    error: 0,
  }
  expect(limitsOf(none)).toEqual([])
})

describe('the memory of an isolate', () => {
  it('is of its heap and its buffers, the WASM memory counted once', () => {
    expect(isolateBytes({ usedSize: 4, embedderHeapUsedSize: 1, backingStorageSize: 30 }, 20)).toBe(
      35,
    )
    expect(isolateBytes({ usedSize: 4, backingStorageSize: 3 }, 20)).toBe(24)
    expect(isolateBytes({ usedSize: 4 }, 20)).toBe(24)
  })
})

describe('noise', () => {
  it('is what hello world differs from itself by', () => {
    const quiet = noiseReport({ rounds: [round(1.01), round(0.99)], others: 0.02 })
    expect(quiet.reasons).toEqual([])
    expect(errorOf(quiet)).toBeCloseTo(0.005, 6)
    const loud = noiseReport({ rounds: [round(1.3), round(0.8)], others: 0.02 })
    expect(loud.reasons.join()).toMatch(/times itself.*rounds of hello world/)
  })

  it("is other processes' time in whatever phase they took most", () => {
    const control = { median: 1, low: 0.99, high: 1.01 }
    const phases = [
      { title: 'cold starts', others: 0.3 },
      { title: 'sustained load', others: 0.2 },
    ]
    expect(noiseOf({ control, others: 0.05, phases }).join()).toContain(
      '30 % of a core during cold starts',
    )
    expect(noiseOf({ control, others: 0.4, phases }).join()).toContain(
      '40 % of a core during the rounds',
    )
  })

  it("is other processes' time", () => {
    const control = { median: 1, low: 0.99, high: 1.01 }
    expect(noiseOf({ control, others: 0.05 })).toEqual([])
    expect(noiseOf({ control, others: 0.8 }).join()).toContain('80 % of a core')
  })
})
