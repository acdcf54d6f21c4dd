/** @file The page's part about what must be there: isolates, cores, memory, cold starts. */
import { counted } from '../../src/http/counted.ts'
import { markdownTable, whole } from '../evaluation/format.ts'
import { ISOLATE_MEGABYTES, START_MILLISECONDS } from '../cloudflare.ts'
import type { Report } from './report.ts'
import { amount, dollars, percentage } from './text.ts'

export function capacityParts(report: Report): string[] {
  const { assumptions, capacities, measured } = report
  return [
    '## Isolates and memory',
    `At the busiest time (${assumptions.peak} times the mean), unseeded, spread evenly over ${assumptions.locations} locations: isolates such that at most ${percentage(assumptions.mayWait)} of the requests find all of their location busy (Erlang C). Cloudflare starts and stops them by itself; nothing is to be provisioned.`,
    memoryText(report),
    ...capacities.flatMap(({ kind, points }) => [
      `### ${kind.title[0]?.toUpperCase()}${kind.title.slice(1)}`,
      markdownTable(
        [
          'requests a day',
          'requests a second',
          'cores busy',
          'isolates',
          memoryTitle(measured),
          'cold starts',
          'dollars a month, were starts billed',
        ],
        points.map((point) => [
          amount(point.requestsADay),
          rounded(point.requestsASecond),
          rounded(point.cores),
          rounded(point.isolates),
          gigabytes(measured, point.isolates),
          percentage(point.coldShare),
          point.startDollars === null ? '-' : dollars(point.startDollars),
        ]),
      ),
    ]),
    startText(report),
  ]
}

/** Three digits are enough of a model. */
const rounded = (value: number): string =>
  value >= 100 ? whole(Math.round(value)) : String(Number(value.toPrecision(2)))

type Memory = Pick<Report['measured'], 'isolateMegabytes' | 'residentMegabytes'>

const memoryTitle = ({ isolateMegabytes }: Memory): string =>
  isolateMegabytes === null ? 'memory of as many processes, GB' : 'their memory, GB'

function gigabytes({ isolateMegabytes, residentMegabytes }: Memory, isolates: number): string {
  const each = isolateMegabytes ?? residentMegabytes
  return each === null ? '-' : rounded((isolates * each) / 1000)
}

function memoryText({ measured: { isolateMegabytes, residentMegabytes } }: Report): string {
  const limit = `Cloudflare allows an isolate ${ISOLATE_MEGABYTES} MB.`
  if (residentMegabytes === null)
    return `${limit} The benchmark ran without endurance (\`--requests 0\`), which measures memory: it is left out here.`
  const process = `a whole workerd process with one isolate, workerd’s own code and what its allocator keeps included, had at most ${residentMegabytes.toFixed(0)} MB resident`
  return isolateMegabytes === null
    ? `${limit} The benchmark did not measure an isolate by itself: in its endurance run ${process}. That is no figure of the isolate’s, and more than as many isolates need.`
    : `${limit} In the endurance run ours had at most ${isolateMegabytes.toFixed(0)} MB (heap of V8 and buffers, the WASM memory among them), ${isolateMegabytes <= ISOLATE_MEGABYTES ? 'within that' : '**more than that**'}; ${process}.`
}

function startText({ measured: { startMilliseconds }, assumptions }: Report): string {
  const kept = `A cold start happens when no one asked a location for ${counted(assumptions.idleMinutes, 'minute')}: at small amounts most requests wait for one, at large ones none.`
  return startMilliseconds === null
    ? `${kept} The benchmark measured no starts: their CPU is left out here.`
    : `${kept} It takes ${startMilliseconds.toFixed(0)} ms of CPU beyond that of an empty Worker, of the ${whole(START_MILLISECONDS)} that Cloudflare allows.`
}
