/** @file The page of a report: ratios first. */
import { markdownTable, whole } from '../evaluation/format.ts'
import { MANY } from './cases.ts'
import { errorOf, worstPhase } from './noise.ts'
import type { ProfileReport, Report } from './report.ts'
import { longRunParts } from './long-runs-page.ts'
import { spreadText } from './statistics.ts'

/** bench.md. */
export function benchPage(report: Report): string {
  const { machine, weights, settings, noise } = report
  const worst = worstPhase(noise)
  const packages = Object.entries(machine.packages)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')
  return [
    '# Benchmark',
    ...(report.quick === true
      ? [
          '**A trial (`--quick`): it shows that everything works, and no figure is to conclude from.**',
        ]
      : []),
    `Written by \`npm run bench\` on ${report.date.slice(0, 10)}${report.commit === undefined ? '' : ` of commit ${report.commit}`} from [bench.json](bench.json); never by hand. Figures are medians of ${settings.rounds} rounds of about ${settings.seconds} s a cell in which all candidates take turns; in brackets, the quartiles: half of the rounds lie between. CPU is user and system time of all threads of a bare workerd process, by the operating system (${machine.clock}), under autocannon: over ${MANY} connections where requests are short, so that they compare, and over as many as saturate one core where they are long (both in the table of CPU).`,
    `Weights ${weights.join(' and ')}. ${machine.cpu}, ${machine.cores} cores, Linux ${machine.kernel}; workerd ${machine.workerd}, Node ${machine.node}; ${packages}.`,
    noise.reasons.length === 0
      ? `The machine was quiet: hello world against itself is ${spreadText(noise.control, 3)}, and other processes took ${(100 * worst.others).toFixed(0)} % of a core${noise.phases === undefined ? '' : ` at most, during ${worst.title}`}.`
      : `**The machine was noisy: ${noise.reasons.join('; ')}.**`,
    '## Ratios',
    `Of the CPU of a request, each round by itself. A bar is met when three quarters of the rounds are below it, missed when three quarters are above, and in both cases the noise of this run, ${(100 * errorOf(noise)).toFixed(0)} %, would not change it; else undecided.`,
    ratioTable(report),
    '"Networks" is what is left of edge-digits when the same Worker with logits drawn beforehand is subtracted; OpenBLAS is the same networks in C on one thread, without a service around them. No peer has the acceptance network: what it refuses they draw as it is, and save what it costs.',
    ...(report.limits.length === 0 ? [] : ['## Limits', limitTable(report)]),
    '## CPU of a request',
    cellTable(report),
    ...report.profiles.flatMap(profileParts),
    ...(report.native.length === 0 ? [] : ['## Networks alone in C', nativeTable(report)]),
    ...(report.starts.length === 0 ? [] : ['## Cold start', START_NOTE, startTable(report)]),
    '## Upload',
    markdownTable(
      ['Worker', 'KiB', 'KiB gzip'],
      report.uploads.map(({ title, upload }) => [title, whole(upload.total), whole(upload.gzip)]),
    ),
    ...longRunParts(report),
  ].join('\n\n')
}

const START_NOTE =
  'A new process each time. Listening: its modules have run. First byte: from the start of the process to the first byte of the first digit. First and warm: wall time of the first answer, over a connection that is open, and of later ones.'

export const VERDICTS = { met: 'met', missed: '**missed**', undecided: 'undecided' }

function ratioTable({ ratios }: Report): string {
  return markdownTable(
    ['ratio', 'median (quartiles)', 'bar', 'verdict'],
    ratios.map(({ title, ratio, atMost, verdict }) => [
      title,
      spreadText(ratio, 2),
      atMost === null ? '' : `<= ${atMost}`,
      verdict === null ? '' : VERDICTS[verdict],
    ]),
  )
}

const limitTable = ({ limits }: Report): string =>
  markdownTable(
    ['figure', 'median (quartiles)', 'bar', 'verdict'],
    limits.map(({ title, figure, atMost, verdict }) => [
      title,
      figure.low === figure.high ? String(Number(figure.median.toFixed(2))) : spreadText(figure, 1),
      `<= ${whole(atMost)}`,
      VERDICTS[verdict],
    ]),
  )

function cellTable({ cells }: Report): string {
  return markdownTable(
    [
      'case',
      'candidate',
      'CPU, ms a request',
      'requests a second',
      'latency, ms: median, p99',
      'connections',
      'core busy',
    ],
    cells.map((cell) => [
      cell.case,
      cell.candidate,
      spreadText(cell.cpu, cell.cpu.median < 10 ? 3 : 1),
      cell.requestsPerSecond.median.toFixed(cell.requestsPerSecond.median < 100 ? 1 : 0),
      `${cell.latency.median.toFixed(1)}, ${cell.latency.p99.toFixed(1)}`,
      String(cell.connections),
      `${(100 * cell.utilization).toFixed(0)} %`,
    ]),
  )
}

/** Figure of a profile beside the page. */
export const figureOf = ({ case: name }: Pick<ProfileReport, 'case'>): string =>
  `figures/profile-${name}.svg`

function profileParts(profile: ProfileReport): string[] {
  return [
    `## What a request spends: ${profile.title}`,
    `![Self time by part of the Worker](${figureOf(profile)})`,
    'By the profiler of V8, over a bundle that is not minified, in a run of its own: shares compare, and the sum is more than the CPU above.',
    markdownTable(
      ['part', 'share', 'ms a request'],
      profile.parts.map(({ part, share, milliseconds }) => [
        part,
        `${(100 * share).toFixed(1)} %`,
        milliseconds.toFixed(4),
      ]),
    ),
  ]
}

const nativeTable = ({ native }: Report): string =>
  markdownTable(
    ['digits a call', 'CPU, ms'],
    native.map(({ digits, milliseconds }) => [whole(digits), spreadText(milliseconds, 3)]),
  )

const startTable = ({ starts }: Report): string =>
  markdownTable(
    ['Worker', 'listening, ms', 'CPU until then, ms', 'first byte, ms', 'first, ms', 'warm, ms'],
    starts.map((start) => [
      start.title,
      spreadText(start.untilListening, 0),
      spreadText(start.cpu, 0),
      spreadText(start.untilFirstByte, 0),
      spreadText(start.first, 1),
      spreadText(start.warm, 1),
    ]),
  )
