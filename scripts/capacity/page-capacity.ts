/** @file The page's part about what must be there: isolates, cores, memory, cold starts. */
import { markdownTable, whole } from '../evaluation/format.ts'
import { ISOLATE_MEGABYTES, START_MILLISECONDS } from './prices.ts'
import type { Report } from './report.ts'
import { amount, counted, dollars, percentage } from './text.ts'

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
          'their memory, GB',
          'cold starts',
          'dollars a month, were starts billed',
        ],
        points.map((point) => [
          amount(point.requestsADay),
          rounded(point.requestsASecond),
          rounded(point.cores),
          rounded(point.isolates),
          measured.residentMegabytes === null
            ? '-'
            : rounded((point.isolates * measured.residentMegabytes) / 1000),
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

function memoryText({ measured: { residentMegabytes } }: Report): string {
  const limit = `Cloudflare allows an isolate ${ISOLATE_MEGABYTES} MB.`
  return residentMegabytes === null
    ? `${limit} The benchmark ran without endurance (\`--requests 0\`), which measures memory: it is left out here.`
    : `${limit} A whole workerd process with one isolate had at most ${residentMegabytes.toFixed(0)} MB resident in the endurance run, ${residentMegabytes <= ISOLATE_MEGABYTES ? 'within that' : 'more than that, of which the isolate’s own part was not told apart'}.`
}

function startText({ measured: { startMilliseconds }, assumptions }: Report): string {
  const kept = `A cold start happens when no one asked a location for ${counted(assumptions.idleMinutes, 'minute')}: at small amounts most requests wait for one, at large ones none.`
  return startMilliseconds === null
    ? `${kept} The benchmark measured no starts: their CPU is left out here.`
    : `${kept} It takes ${startMilliseconds.toFixed(0)} ms of CPU beyond that of an empty Worker, of the ${whole(START_MILLISECONDS)} that Cloudflare allows.`
}
