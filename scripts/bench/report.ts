/** @file What a run of the benchmark found: the content of bench.json. */
import { BARS, type CpuOf } from './bars.ts'
import type { Cell, Sample } from './cell.ts'
import type { CaseName } from './cases.ts'
import type { Start } from './cold-start.ts'
import type { Limit } from './limits.ts'
import type { Machine } from './machine.ts'
import type { Endurance } from './memory.ts'
import { noiseOf, type Noise, type Phase } from './noise.ts'
import type { ProfilePart } from './profile.ts'
import { cellKey, type Round, type Rounds } from './rounds.ts'
import { spreadOf, tailOf, verdictOf, widened, type Spread, type Verdict } from './statistics.ts'
import type { Sustained } from './sustained.ts'
import type { UploadSize } from './bundle.ts'
import { NATIVE_DIGITS } from './native.ts'

export interface Report {
  readonly format: typeof REPORT_FORMAT
  readonly date: string
  /** Of Git; absent where there was none. */
  readonly commit?: string
  readonly machine: Machine & { readonly clock: string }
  /** Names of the weights that are served: of digits, and of completion. */
  readonly weights: readonly string[]
  readonly settings: { readonly rounds: number; readonly seconds: number }
  /** Present of a trial: too short to conclude from. */
  readonly quick?: true
  readonly noise: Noise & { readonly reasons: readonly string[] }
  readonly ratios: readonly Ratio[]
  readonly limits: readonly Limit[]
  readonly cells: readonly CellReport[]
  /** CPU of the networks alone in C, ms a call. */
  readonly native: readonly { readonly digits: number; readonly milliseconds: Spread }[]
  readonly starts: readonly StartReport[]
  readonly uploads: readonly { readonly title: string; readonly upload: UploadSize }[]
  readonly profiles: readonly ProfileReport[]
  readonly endurance: Endurance | null
  readonly sustained: Sustained | null
}

/** What a request of a case spends. */
export interface ProfileReport {
  readonly case: CaseName
  readonly title: string
  readonly parts: readonly ProfilePart[]
}

export const REPORT_FORMAT = 'edge-digits-bench-1'

export interface Ratio {
  readonly title: string
  readonly ratio: Spread
  readonly atMost: number | null
  readonly verdict: Verdict | null
}

export interface CellReport {
  readonly case: string
  readonly candidate: string
  readonly connections: number
  readonly requestsARound: number
  /** CPU of the process, ms a request. */
  readonly cpu: Spread
  readonly requestsPerSecond: Spread
  readonly utilization: number
  /** Wall time of an answer, ms: the median, and the 99th percentile, of all rounds. */
  readonly latency: { readonly median: number; readonly p99: number }
}

export type StartReport = { readonly title: string } & {
  readonly [Figure in keyof Start]: Spread
}

/**
 * The ratios that all their parts were measured for. A bar is met or missed only when the machine's noise
 * would not change it.
 *
 * @param noise Parts of a ratio.
 */
export function ratiosOf(rounds: readonly Round[], noise: number): Ratio[] {
  return BARS.flatMap(({ title, atMost, ratio }) => {
    const values = rounds.flatMap(({ samples, native }) => {
      let missing = false
      const cpu: CpuOf = (asked, candidate) => {
        const sample = samples.get(cellKey(asked, candidate))
        if (sample === undefined) missing = true
        return sample?.cpu ?? NaN
      }
      const value = ratio(
        cpu,
        (digits) => native.find((time) => time.digits === digits)?.milliseconds,
      )
      return missing || value === undefined ? [] : [value]
    })
    if (values.length === 0) return []
    const spread = spreadOf(values)
    const verdict = atMost === undefined ? null : verdictOf(widened(spread, noise), atMost)
    return [{ title, ratio: spread, atMost: atMost ?? null, verdict }]
  })
}

export function cellReports(cells: readonly Cell[], rounds: readonly Round[]): CellReport[] {
  return cells.map(({ candidate, asked, connections, amount }) => {
    const samples = rounds
      .map((round) => round.samples.get(cellKey(asked.name, candidate.name)))
      .filter((sample) => sample !== undefined)
    const spread = (figure: (sample: Sample) => number): Spread => spreadOf(samples.map(figure))
    const latencies = samples.flatMap((sample) => Array.from(sample.latencies))
    return {
      case: asked.title,
      candidate: candidate.title,
      connections,
      requestsARound: amount,
      cpu: spread(({ cpu }) => cpu),
      requestsPerSecond: spread(({ requestsPerSecond }) => requestsPerSecond),
      utilization: spread(({ utilization }) => utilization).median,
      latency: tailOf(latencies),
    }
  })
}

/** Times of the native program by number of digits; empty where there is none. */
export function nativeReport(rounds: readonly Round[]): Report['native'] {
  return NATIVE_DIGITS.flatMap((digits) => {
    const times = rounds.flatMap(({ native }) =>
      native.filter((time) => time.digits === digits).map(({ milliseconds }) => milliseconds),
    )
    return times.length === 0 ? [] : [{ digits, milliseconds: spreadOf(times) }]
  })
}

/** @throws {Error} When hello world was not measured twice. */
export function noiseReport(
  { rounds, others }: Rounds,
  phases: readonly Phase[] = [],
): Report['noise'] {
  const control = spreadOf(
    rounds.map(({ samples }) => {
      const [once, again] = (['hello', 'helloAgain'] as const).map((candidate) =>
        samples.get(cellKey('hello', candidate)),
      )
      return (again?.cpu ?? NaN) / (once?.cpu ?? NaN)
    }),
  )
  const noise = { control, others, ...(phases.length === 0 ? {} : { phases }) }
  return { ...noise, reasons: noiseOf(noise) }
}

export function startReport(title: string, starts: readonly Start[]): StartReport {
  const spread = (figure: keyof Start): Spread => spreadOf(starts.map((start) => start[figure]))
  return {
    title,
    untilListening: spread('untilListening'),
    cpu: spread('cpu'),
    untilFirstByte: spread('untilFirstByte'),
    first: spread('first'),
    warm: spread('warm'),
    beyondWarm: spread('beyondWarm'),
  }
}
