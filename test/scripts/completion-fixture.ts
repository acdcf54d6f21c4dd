/** @file A model of completion and figures that are known, for tests. */
import { FULL_BUDGET } from '../../scripts/evaluation/budget.ts'
import {
  COMPLETION_FORMAT,
  type CompletionReport,
} from '../../scripts/evaluation/completion-report.ts'
import { measureCompletion } from '../../scripts/evaluation/measure-completion.ts'
import type { RunTask } from '../../scripts/evaluation/pool.ts'
import { TINY_GAUSSIAN } from '../networks/tiny.ts'

export const setting = { image: { rows: 2, columns: 2 }, labels: 2, seed: '0', budget: FULL_BUDGET }
export const source = { kind: 'run', directory: 'build/cvae-1' } as const
export const budget = {
  images: 600,
  importanceSamples: 7,
  curveImages: 25,
  sampleCounts: [1, 10],
  importanceSampleCounts: [1],
  whole: false,
}
export const options = {
  objective: 'cvae',
  epochs: 20,
  shift: 1,
  unshiftedEpochs: 6,
  omission: 0.1,
}
const floors = { '1 quadrant': { value: 34, standardError: 0.3 } }
export const condition = '1 quadrant' as const
export const configuration = { ...TINY_GAUSSIAN, condition: '1 quadrant' as const, baseline: [4] }

interface Input {
  readonly pixels: string
  readonly indices: Uint32Array
  readonly estimator?: string
  readonly sampleCounts?: readonly number[]
}

/** The baseline has 100 nats, 50 of black and white pixels; what knows z 10 less, Monte Carlo 10 / S more. */
export function fakePool() {
  const asked: { name: string; input: Input }[] = []
  const run = async (name: string, input: Input) => {
    asked.push({ name, input })
    const baseline = Float64Array.from(input.indices, () => (input.pixels === 'grey' ? 100 : 50))
    if (name === 'baseline') return baseline
    if (name === 'elbo')
      return { reconstruction: baseline.map((v) => v - 12), kl: baseline.map(() => 3) }
    const more = input.estimator === 'monteCarlo' ? 10 : 0
    return input.sampleCounts?.map((samples) => baseline.map((v) => -(v - 10 + more / samples)))
  }
  return { asked, run: run as unknown as RunTask }
}

const { sampleCounts: _, whole: __, ...ofAllModels } = budget

/** Of every report. */
export const SHARED = {
  format: COMPLETION_FORMAT,
  data: { name: 'MNIST', testImages: 1000 },
  seed: '0',
  budget: ofAllModels,
  floors,
} as const

/** Of one model, measured with it. */
export async function report(): Promise<CompletionReport> {
  const model = { name: 'cvae-1', sha256: null, source, configuration, condition, options }
  const measured = await measureCompletion(fakePool().run, setting, budget, model, 1000)
  return { ...SHARED, models: [measured] }
}
