/** @file The steps of a study: what each runs, and how it is known to be finished. */
import type { TrainingOptions } from '../training/options.ts'

/** One command of a study. */
export interface Step {
  readonly name: string
  /** Of node: script and flags. */
  readonly argv: readonly string[]
  /** What is there when the step is finished; without it, the step is run each time. */
  readonly finished?: Files | Run
}

/** Files that the step writes, the last ones last. */
interface Files {
  readonly files: readonly string[]
}

/** A training run. */
interface Run {
  /** Its folder: the state in it tells how far it is. */
  readonly run: string
  /** Of node: script and flags to go on with the run where it stopped. */
  readonly resume: readonly string[]
}

/**
 * A training run, which goes on where it stopped.
 *
 * @param options Flags of `train` beside --out and --data.
 * @param data Of `train`: left out, MNIST.
 */
export function trainingStep(run: string, options: readonly string[], data?: string): Step {
  const where = ['scripts/train.ts', ...(data === undefined ? [] : ['--data', data]), '--out', run]
  return {
    name: `train ${run}`,
    argv: [...where, ...options],
    finished: { run, resume: [...where, '--resume'] },
  }
}

/** How far a training run is, or that there is none. */
export type Progress = 'none' | 'begun' | 'finished'

/**
 * What a finished or begun run differs in from what the study trains now, such as `epochs 20, expected 16`: a
 * run of an older recipe must not stand in a table as one of the newer.
 *
 * @param options Of the run that is there.
 * @param recipe Of the step.
 */
export const differences = (options: TrainingOptions, recipe: TrainingOptions): string[] =>
  (Object.keys(recipe) as (keyof TrainingOptions)[]).flatMap((name) => {
    const [got, expected] = [options, recipe].map((of) => JSON.stringify(of[name]))
    return got === expected ? [] : [`${name} ${got}, expected ${expected}`]
  })

/**
 * What node is to run of a step, or nothing when it is finished.
 *
 * @param there What of the files and runs is there.
 */
export function commandOf(
  { argv, finished }: Step,
  there: {
    readonly hasFile: (path: string) => boolean
    readonly progressOf: (run: string) => Progress
  },
): readonly string[] | undefined {
  if (finished === undefined) return argv
  if ('files' in finished) return finished.files.every(there.hasFile) ? undefined : argv
  const progress = there.progressOf(finished.run)
  if (progress === 'finished') return undefined
  return progress === 'begun' ? finished.resume : argv
}
