/** @file A whole run: bundles, processes, rounds, cold starts, endurance. */
import { join } from 'node:path'
import completionWeights from '../../weights/complete.json' with { type: 'json' }
import digitWeights from '../../weights/digits.json' with { type: 'json' }
import { bundleCandidates, BUILD } from './bundles.ts'
import type { Bundle } from './bundle.ts'
import { CANDIDATES, type Candidate } from './candidates.ts'
import { CASES } from './cases.ts'
import { calibratedCell, type Cell } from './cell.ts'
import { coldStart, type Start } from './cold-start.ts'
import { limitsOf } from './limits.ts'
import { commit, machine } from './machine.ts'
import { endurance } from './memory.ts'
import { buildNative } from './native.ts'
import { errorOf, type Phase } from './noise.ts'
import type { DigitNetworks } from './networks/digit-networks.ts'
import type { Options } from './options.ts'
import { watched } from './others.ts'
import { clockOf, cpuMilliseconds } from './proc.ts'
import {
  cellReports,
  nativeReport,
  noiseReport,
  ratiosOf,
  REPORT_FORMAT,
  startReport,
  type ProfileReport,
  type Report,
} from './report.ts'
import { measureRounds } from './rounds.ts'
import { recordProfile } from './record-profile.ts'
import { requireSamePictures } from './same-pictures.ts'
import { sustained } from './sustained.ts'
import { startWorkerd, type RunningWorker } from './workerd.ts'

const PROBE = { entry: 'scripts/bench/workers/probe.ts' }

/** Of these, cold starts are measured. */
const STARTED = new Set(['served', 'onnxruntime', 'tfjsPlainly', 'plainLoops', 'hello'])

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
    const phases: Phase[] = []
    const during = async <Result>(title: string, work: () => Promise<Result>): Promise<Result> => {
      const { result, others } = await watched(work)
      phases.push({ title, others })
      return result
    }
    const starts = await during('cold starts', () =>
      measureStarts(candidates, bundleOf, options.starts),
    )
    const uploads = candidates
      .filter(({ name }) => name !== 'helloAgain')
      .map((candidate) => ({ title: candidate.title, upload: bundleOf(candidate).upload }))
    const profiles = await measureProfiles(options) // of shares, which others hit alike
    const { requests, minutes } = options
    const longRuns = {
      endurance:
        requests > 0
          ? await during('the endurance run', () => endure(bundleOf(PROBE), requests))
          : null,
      sustained:
        minutes > 0
          ? await during('sustained load', () => sustain(bundleOf(PROBE), minutes))
          : null,
    }
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
        ...longRuns,
        noisy: noise.reasons.length > 0,
        start: starts.find(({ title }) => title === served?.title),
        upload: uploads.find(({ title }) => title === served?.title)?.upload.gzip,
      }),
      cells: cellReports(cells, rounds.rounds),
      native: nativeReport(rounds.rounds),
      starts,
      uploads,
      profiles,
      ...longRuns,
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

async function measureStarts(
  candidates: readonly Candidate[],
  bundleOf: (candidate: Candidate) => Bundle,
  count: number,
): Promise<Report['starts']> {
  tell('Cold starts')
  const started = candidates.filter(({ name }) => STARTED.has(name))
  const starts = started.map((): Start[] => [])
  for (let round = 0; round < count; round++)
    for (const [index, candidate] of started.entries())
      starts[index]?.push(await coldStart(bundleOf(candidate), (n) => `/digit/7/start${n}.png`))
  return started.map(({ title }, index) => startReport(title, starts[index] ?? []))
}

/** Cases whose requests are looked into; a sheet is as long as so many digits. */
const PROFILED = [
  { name: 'digit', digits: 1 },
  { name: 'sheet100', digits: 30 },
] as const

async function measureProfiles({ profile, cases }: Options): Promise<ProfileReport[]> {
  const profiles: ProfileReport[] = []
  for (const { name, digits } of PROFILED) {
    const asked = CASES.find((one) => one.name === name)
    if (profile === 0 || asked === undefined || !cases.includes(name)) continue
    tell(`Profile: ${asked.title}`)
    const parts = await recordProfile(asked, Math.ceil(profile / digits))
    profiles.push({ case: name, title: asked.title, parts })
  }
  return profiles
}

function endure(bundle: Bundle, requests: number) {
  tell(`Endurance: ${requests} requests`)
  return endurance(bundle, requests)
}

function sustain(bundle: Bundle, minutes: number) {
  tell(`Sustained load: ${minutes} minutes`)
  return sustained(bundle, minutes)
}
