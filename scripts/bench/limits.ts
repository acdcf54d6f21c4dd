/** @file The figures beside the ratios that have a bar: starts, memory, long runs, upload. */
import { FREE_PLAN, ISOLATE_MEGABYTES } from '../cloudflare.ts'
import { largestIsolate, type Endurance } from './memory.ts'
import type { StartReport } from './report.ts'
import { spreadOf, verdictOf, widened, type Spread, type Verdict } from './statistics.ts'
import type { Sustained } from './sustained.ts'

export interface Limit {
  readonly title: string
  /** Of a figure that is measured once, all three are the same. */
  readonly figure: Spread
  readonly atMost: number
  readonly verdict: Verdict
}

/** What of a run has limits; null or undefined where it was left out. */
export interface Limited {
  /** Of the served Worker. */
  readonly start: StartReport | undefined
  readonly endurance: Endurance | null
  readonly sustained: Sustained | null
  /** Of the served Worker, KiB, gzipped. */
  readonly upload: number | undefined
  /** How far times may be off by the noise of the run, in parts. */
  readonly error: number
}

/** KiB, gzipped: what Workers took at most for years, and a cold start reads. */
export const MOST_UPLOAD = 3072

/** The bars that were measured. */
export function limitsOf({ start, endurance, sustained, upload, error }: Limited): Limit[] {
  const timed = (one: Limit): Limit => ({
    ...one,
    verdict: verdictOf(widened(one.figure, error), one.atMost),
  })
  const limits: Limit[] = []
  if (upload !== undefined) limits.push(once('upload, KiB gzip', upload, MOST_UPLOAD))
  if (start !== undefined)
    limits.push(
      timed(limit('start-up, ms of CPU', start.cpu, 150)),
      timed(limit('first digit beyond a warm one, ms', start.beyondWarm, 3)),
    )
  if (endurance !== null)
    limits.push(
      ...memoryLimits(endurance),
      timed(
        once(
          '99th percentile of the CPU of one request, ms',
          endurance.cpu.p99,
          FREE_PLAN.cpuMillisecondsARequest,
        ),
      ),
    )
  if (sustained !== null)
    limits.push(
      timed(
        once(
          'sustained load: 99th percentile / median',
          sustained.latency.p99 / sustained.latency.median,
          5,
        ),
      ),
    )
  return limits
}

/** From the first point on, when all that is kept for good is there. */
function memoryLimits({ points }: Endurance): Limit[] {
  const growth = (figure: (point: Endurance['points'][number]) => number): number => {
    const [first = NaN, ...others] = points.map(figure)
    return Math.max(...others) / first - 1
  }
  return [
    once(
      'growth of the heap in the endurance run, parts of it',
      growth((point) => point.heapMebibytes),
      0.1,
    ),
    once(
      'growth of the number of tensors in the endurance run, parts of it',
      growth((point) => point.tensors),
      0,
    ),
    ...ofIsolate(points),
  ]
}

function ofIsolate(points: Endurance['points']): Limit[] {
  const most = largestIsolate(points)
  return most === null
    ? []
    : [once('most memory of the isolate in the endurance run, MB', most, ISOLATE_MEGABYTES)]
}

const limit = (title: string, figure: Spread, atMost: number): Limit => ({
  title,
  figure,
  atMost,
  verdict: verdictOf(figure, atMost),
})

const once = (title: string, figure: number, atMost: number): Limit =>
  limit(title, spreadOf([figure]), atMost)
