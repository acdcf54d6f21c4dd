/** @file A step of a study. */

export interface Step {
  /** A script and its arguments, from the folder of the package. */
  readonly argv: readonly string[]
  /** Of a training step, its run: one that is finished makes the step superfluous. */
  readonly run?: string
}

/** Trains a run into a folder. */
export const training = (run: string, ...options: readonly string[]): Step => ({
  run,
  argv: ['scripts/train.ts', '--out', run, ...options],
})
