/** @file What the model takes from bench.json: CPU of each kind of request, start-up and memory. */
import { existsSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { CANDIDATES, type CandidateName } from '../bench/candidates.ts'
import { CASES, type CaseName } from '../bench/cases.ts'
import { largestIsolate, megabytes } from '../bench/memory.ts'
import { REPORT_FORMAT } from '../bench/report.ts'
import { DataError } from '../data/idx.ts'
import { parseJson } from '../json.ts'

export interface Measured {
  readonly date: string
  readonly cpuModel: string
  /** Why the benchmark drew no conclusion, if it did not. */
  readonly noise: readonly string[]
  /** Median CPU of a request, ms, of the kinds that were measured. */
  readonly cpuMilliseconds: ReadonlyMap<CaseName, number>
  /** Their upper quartile of the rounds, ms: what a request of them seldom exceeds. */
  readonly highMilliseconds: ReadonlyMap<CaseName, number>
  /** CPU of a start beyond that of an empty Worker, ms: workerd's own start is not ours. */
  readonly startMilliseconds: number | null
  /** Most memory of the isolate, MB; null where the benchmark did not tell it apart. */
  readonly isolateMegabytes: number | null
  /** Most resident memory of a process with one isolate, workerd's own included, MB; null without an endurance run. */
  readonly residentMegabytes: number | null
}

const figure = v.pipe(v.number(), v.finite())
const spread = v.object({ median: figure })

/** The parts of a benchmark's report that are read here. */
const benchSchema = v.object({
  format: v.literal(REPORT_FORMAT),
  date: v.string(),
  machine: v.object({ cpu: v.string() }),
  noise: v.object({ reasons: v.array(v.string()) }),
  cells: v.array(
    v.object({
      case: v.string(),
      candidate: v.string(),
      cpu: v.object({ median: figure, high: figure }),
    }),
  ),
  starts: v.array(v.object({ title: v.string(), cpu: spread })),
  endurance: v.nullable(
    v.object({
      points: v.array(
        v.object({
          residentMebibytes: figure,
          isolateMebibytes: v.exactOptional(figure),
        }),
      ),
    }),
  ),
})

/**
 * Reads a benchmark's report.
 *
 * @throws {DataError} When it is missing or not of this version.
 */
export function readMeasured(path: string): Measured {
  if (!existsSync(path))
    throw new DataError(
      `${path}: missing, expected what npm run bench writes; --bench names another file`,
    )
  const parsed = v.safeParse(benchSchema, parseJson(path, readFileSync(path), DataError))
  if (!parsed.success)
    throw new DataError(
      `${path}: not a benchmark of this version, expected ${REPORT_FORMAT}:\n${v.summarize(parsed.issues)}`,
    )
  return measuredOf(parsed.output)
}

function measuredOf(report: v.InferOutput<typeof benchSchema>): Measured {
  const { cells, starts, endurance } = report
  const cpuOf =
    (part: 'median' | 'high') =>
    ({ name, title }: (typeof CASES)[number]): [CaseName, number][] => {
      const who = titleOf(name === 'hello' ? 'hello' : 'served')
      const cell = cells.find((found) => found.case === title && found.candidate === who)
      return cell === undefined ? [] : [[name, cell.cpu[part]]]
    }
  const [own, empty] = (['served', 'hello'] as const).map(
    (name) => starts.find(({ title }) => title === titleOf(name))?.cpu.median,
  )
  const points = endurance?.points ?? []
  const resident = points.map(({ residentMebibytes }) => residentMebibytes)
  return {
    date: report.date,
    cpuModel: report.machine.cpu,
    noise: report.noise.reasons,
    cpuMilliseconds: new Map(CASES.flatMap(cpuOf('median'))),
    highMilliseconds: new Map(CASES.flatMap(cpuOf('high'))),
    startMilliseconds: own === undefined || empty === undefined ? null : own - empty,
    isolateMegabytes: largestIsolate(points),
    residentMegabytes: resident.length === 0 ? null : megabytes(Math.max(...resident)),
  }
}

const titleOf = (name: CandidateName): string =>
  CANDIDATES.find((candidate) => candidate.name === name)?.title ?? name

/**
 * CPU of a request of a kind, ms.
 *
 * @throws {DataError} When the benchmark left it out.
 */
export function cpuOfCase({ cpuMilliseconds }: Measured, name: CaseName): number {
  const found = cpuMilliseconds.get(name)
  if (found === undefined)
    throw new DataError(
      `The benchmark has no "${name}" of edge-digits, expected it: npm run bench measures every kind`,
    )
  return found
}
