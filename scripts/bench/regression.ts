/**
 * @file A short benchmark for every change: ratios and sizes against limits that a clear regression breaks
 * and noise does not. The bars of the product are those of `npm run bench` (bars.ts).
 */
import { bundleWorker, type Bundle } from './bundle.ts'
import { BUILD } from './bundles.ts'
import { CANDIDATES, type Candidate, type CandidateName } from './candidates.ts'
import { CASES, type CaseName } from './cases.ts'
import { calibratedCell, type Cell } from './cell.ts'
import { coldStart } from './cold-start.ts'
import { endurance } from './memory.ts'
import { noiseReport, type Report } from './report.ts'
import { cellKey, measureRounds, type Round, type Rounds } from './rounds.ts'
import { spreadOf, verdictOf, type Spread, type Verdict } from './statistics.ts'
import { MOST_UPLOAD } from './limits.ts'
import { startWorkerd, type RunningWorker } from './workerd.ts'

/**
 * At most so much: about half as much again as it was when it was set. Of a digit, most is arithmetic and of
 * hello world none: the same bundle has 4.8 on one processor and 7.5 to 8.2 on another, which CI may have too.
 * Without the networks it is 2.7 to 3.1. Against TensorFlow.js used plainly, which computes the same by the same
 * kind of instructions, and of one request against another, processors differ less.
 */
const LIMITS = {
  digit: 11,
  withoutNetworks: 4,
  /** Was 0.28. */
  digitPlainly: 0.45,
  /** Was 0.63: passes of 12 rows, which a digit has none of. */
  sheetPlainly: 0.95,
  /** Was 2.2. */
  completion: 3.3,
  revalidation: 2.2,
  start: 11,
  upload: MOST_UPLOAD,
  /** Tensors that thousands of digits leave behind. */
  tensors: 0,
} as const

const ROUNDS = 9
const SECONDS = 0.4
const STARTS = 5
const DIGITS = 2000

/** One figure against its limit. */
export interface Check {
  readonly title: string
  readonly found: Spread
  readonly atMost: number
  /** Missed only when three quarters of the rounds are above. */
  readonly verdict: Verdict
}

/** The checks, and why the machine was too noisy for them, if it was. */
export interface Checked {
  readonly checks: readonly Check[]
  readonly noise: Report['noise']
}

/** Measures what the limits are about. */
export async function checkRegressions(): Promise<Checked> {
  const bundles = {
    served: await bundled('src/worker.ts', 'served'),
    hello: await bundled('scripts/bench/workers/hello.ts', 'hello'),
    withoutNetworks: await bundled('scripts/bench/workers/without-networks.ts', 'without-networks'),
    tfjsPlainly: await bundled('scripts/bench/workers/tfjs-plainly.ts', 'tfjs-plainly'),
    probe: await bundled('scripts/bench/workers/probe.ts', 'probe'),
  }
  const measuredRounds = await measured(bundles)
  const against = (asked: Measurable, other: Measurable = ['hello', 'hello']) =>
    measuredRounds.rounds.map(({ samples }) => cpu(samples, asked) / cpu(samples, other))
  const starts: number[] = []
  for (let start = 0; start < STARTS; start++)
    starts.push((await startCpu(bundles.served)) / (await startCpu(bundles.hello)))
  const { points } = await endurance(bundles.probe, DIGITS)
  const [first, last] = [points[0]?.tensors ?? NaN, points.at(-1)?.tensors ?? NaN]
  const checks = [
    check('CPU of a digit / hello world', LIMITS.digit, against(['digit', 'served'])),
    check(
      'CPU of a digit without its networks / hello world',
      LIMITS.withoutNetworks,
      against(['digit', 'withoutNetworks']),
    ),
    check(
      'CPU of a digit / tfjs used plainly',
      LIMITS.digitPlainly,
      against(['digit', 'served'], ['digit', 'tfjsPlainly']),
    ),
    check(
      'CPU of a sheet of 100 / tfjs used plainly',
      LIMITS.sheetPlainly,
      against(['sheet100', 'served'], ['sheet100', 'tfjsPlainly']),
    ),
    check(
      'CPU of a completion / a digit',
      LIMITS.completion,
      against(['complete', 'served'], ['digit', 'served']),
    ),
    check('CPU of a 304 / hello world', LIMITS.revalidation, against(['revalidation', 'served'])),
    check('CPU of a start / hello world', LIMITS.start, starts),
    check('upload, KiB gzip', LIMITS.upload, [bundles.served.upload.gzip]),
    check(`tensors left by ${DIGITS} digits`, LIMITS.tensors, [last - first]),
  ]
  return { checks, noise: noiseReport(measuredRounds) }
}

type Measurable = readonly [asked: CaseName, candidate: CandidateName]

/** @throws {Error} For a figure that is missing: it would pass for ever. */
export function check(title: string, atMost: number, values: readonly number[]): Check {
  if (values.length === 0 || !values.every(Number.isFinite))
    throw new Error(`${title}: got ${values.join()}, expected figures: it was not measured`)
  const found = spreadOf(values)
  return { title, found, atMost, verdict: verdictOf(found, atMost) }
}

const bundled = (entry: string, name: string): Promise<Bundle> =>
  bundleWorker(entry, `${BUILD}/check-${name}`)

const startCpu = async (bundle: Bundle): Promise<number> =>
  (await coldStart(bundle, () => '/digit/7/start.png')).cpu

const cpu = (samples: Round['samples'], [asked, candidate]: Measurable): number =>
  samples.get(cellKey(asked, candidate))?.cpu ?? NaN

/** What is asked of whom, each in a process of its own; hello world twice, which differs by noise alone. */
const MEASURED = [
  ['hello', 'hello', ['hello']],
  ['helloAgain', 'hello', ['hello']],
  ['served', 'served', ['digit', 'sheet100', 'complete', 'revalidation']],
  ['tfjsPlainly', 'tfjsPlainly', ['digit', 'sheet100']],
  ['withoutNetworks', 'withoutNetworks', ['digit']],
] as const

/** The Workers in turn, so that what else the machine does hits them alike. */
async function measured(
  bundles: Readonly<Record<(typeof MEASURED)[number][1], Bundle>>,
): Promise<Rounds> {
  const workers: RunningWorker[] = []
  const cells: Cell[] = []
  try {
    for (const [name, bundle, asked] of MEASURED) {
      const worker = await startWorkerd(bundles[bundle])
      workers.push(worker)
      const candidate = CANDIDATES.find((one) => one.name === name) as Candidate
      for (const one of CASES.filter((each) => (asked as readonly string[]).includes(each.name)))
        cells.push(await calibratedCell(candidate, one, worker, SECONDS))
    }
    return await measureRounds(cells, undefined, ROUNDS, () => {})
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()))
  }
}
