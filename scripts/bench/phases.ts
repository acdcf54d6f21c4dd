/** @file What is measured after the rounds, each by itself: cold starts, profiles, long runs. */
import type { Bundle } from './bundle.ts'
import type { Candidate } from './candidates.ts'
import { CASES } from './cases.ts'
import { coldStart, type Start } from './cold-start.ts'
import { endurance } from './memory.ts'
import type { Phase } from './noise.ts'
import type { Options } from './options.ts'
import { watched } from './others.ts'
import { recordProfile } from './record-profile.ts'
import { startReport, type ProfileReport, type Report } from './report.ts'
import { sustained } from './sustained.ts'

/** Of these, cold starts are measured. */
const STARTED = new Set(['served', 'onnxruntime', 'tfjsPlainly', 'plainLoops', 'hello'])

type Phases = Pick<Report, 'starts' | 'profiles' | 'endurance' | 'sustained'> & {
  /** What others took meanwhile; of shares, as profiles have them, it matters less. */
  readonly phases: readonly Phase[]
}

/** @param probe What long runs are of. */
export async function measurePhases(
  candidates: readonly Candidate[],
  bundleOf: (candidate: Pick<Candidate, 'entry'>) => Bundle,
  probe: Pick<Candidate, 'entry'>,
  options: Options,
): Promise<Phases> {
  const { requests, minutes } = options
  const phases: Phase[] = []
  const during = async <Result>(title: string, work: () => Promise<Result>): Promise<Result> => {
    const { result, others } = await watched(work)
    phases.push({ title, others })
    return result
  }
  tell('Cold starts')
  const starts = await during('cold starts', () =>
    measureStarts(candidates, bundleOf, options.starts),
  )
  const profiles = await measureProfiles(options)
  tell(`Endurance: ${requests} requests`)
  const endured =
    requests === 0
      ? null
      : await during('the endurance run', () => endurance(bundleOf(probe), requests))
  tell(`Sustained load: ${minutes} minutes`)
  const loaded =
    minutes === 0 ? null : await during('sustained load', () => sustained(bundleOf(probe), minutes))
  return { starts, profiles, endurance: endured, sustained: loaded, phases }
}

const tell = (text: string): void => console.error(text)

async function measureStarts(
  candidates: readonly Candidate[],
  bundleOf: (candidate: Candidate) => Bundle,
  count: number,
): Promise<Report['starts']> {
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
