/** @file A whole run: bundles, processes, rounds, and what is measured after them. */
import { join } from 'node:path'
import completionWeights from '../../weights/complete.json' with { type: 'json' }
import digitWeights from '../../weights/digits.json' with { type: 'json' }
import { bundleCandidates, BUILD } from './bundles.ts'
import type { Bundle } from './bundle.ts'
import { CANDIDATES, type Candidate } from './candidates.ts'
import { CASES } from './cases.ts'
import { calibratedCell, type Cell } from './cell.ts'
import { limitsOf } from './limits.ts'
import { commit, machine } from './machine.ts'
import { buildNative } from './native.ts'
import { errorOf, worstPhase } from './noise.ts'
import type { DigitNetworks } from './networks/digit-networks.ts'
import type { Options } from './options.ts'
import { measurePhases } from './phases.ts'
import { clockOf, cpuMilliseconds } from './proc.ts'
import {
  cellReports,
  nativeReport,
  noiseReport,
  ratiosOf,
  REPORT_FORMAT,
  type Report,
} from './report.ts'
import { measureRounds } from './rounds.ts'
import { requireSamePictures } from './same-pictures.ts'
import { startWorkerd, type RunningWorker } from './workerd.ts'

const PROBE = { entry: 'scripts/bench/workers/probe.ts' }

/** Runs the benchmark; what it does is told on standard error. */
export async function runBench(networks: DigitNetworks, options: Options): Promise<Report> {
  cpuMilliseconds(process.pid) // fails here where there is no /proc, not after minutes
  const checkedOut = commit() // before minutes in which it may change
  const candidates = CANDIDATES.filter(({ cases }) =>
    cases.some((name) => options.cases.includes(name)),
  )
  tell('Bundling')
  const bundles = await bundleCandidates([...candidates, PROBE], networks)
  const bundleOf = ({ entry }: Pick<Candidate, 'entry'>): Bundle => bundles.get(entry) as Bundle
  const native = await buildNative(join(BUILD, 'native'), networks, tell)
  const workers: { name: Candidate['name']; candidate: Candidate; worker: RunningWorker }[] = []
  try {
    for (const candidate of candidates)
      workers.push({
        name: candidate.name,
        candidate,
        worker: await startWorkerd(bundleOf(candidate)),
      })
    await requireSamePictures(workers.filter(({ candidate }) => candidate.draws))
    const cells = await calibrate(workers, options)
    const rounds = await measureRounds(cells, native, options.rounds, (round) =>
      tell(`Round ${round} of ${options.rounds}`),
    )
    const clock = clockOf(process.pid)
    await Promise.all(workers.map(({ worker }) => worker.stop()))
    const { phases, ...measured } = await measurePhases(candidates, bundleOf, PROBE, options)
    const uploads = candidates
      .filter(({ name }) => name !== 'helloAgain')
      .map((candidate) => ({ title: candidate.title, upload: bundleOf(candidate).upload }))
    const noise = noiseReport(rounds, phases)
    const [served] = CANDIDATES
    return {
      format: REPORT_FORMAT,
      date: new Date().toISOString(),
      ...(checkedOut === undefined ? {} : { commit: checkedOut }),
      machine: { ...machine(), clock },
      weights: [digitWeights.model, completionWeights.model],
      settings: { rounds: options.rounds, seconds: options.seconds },
      ...(options.quick ? { quick: true } : {}),
      noise,
      ratios: ratiosOf(rounds.rounds, errorOf(noise)),
      limits: limitsOf({
        ...measured,
        error: Math.max(errorOf(noise), worstPhase(noise).others),
        start: measured.starts.find(({ title }) => title === served?.title),
        upload: uploads.find(({ title }) => title === served?.title)?.upload.gzip,
      }),
      cells: cellReports(cells, rounds.rounds),
      native: nativeReport(rounds.rounds),
      uploads,
      ...measured,
    }
  } finally {
    await Promise.all(workers.map(({ worker }) => worker.stop()))
  }
}

const tell = (text: string): void => console.error(text)

async function calibrate(
  workers: readonly { readonly candidate: Candidate; readonly worker: RunningWorker }[],
  { cases, seconds }: Options,
): Promise<Cell[]> {
  const cells: Cell[] = []
  for (const asked of CASES.filter(({ name }) => cases.includes(name))) {
    tell(`Warming up: ${asked.title}`)
    for (const { candidate, worker } of workers) {
      if (!candidate.cases.includes(asked.name)) continue
      cells.push(await calibratedCell(candidate, asked, worker, seconds))
    }
  }
  return cells
}
