/** @file A training run from its state to its end or to a request to stop. It knows nothing of terminals. */
import { setImmediate } from 'node:timers/promises'
import { shuffledIndices } from '../data/batches.ts'
import type { TrainingData } from '../data/dataset.ts'
import { startCrew } from './crew.ts'
import type { LossParts } from './gradient.ts'
import { startOptimizer } from './optimizer.ts'
import { configurationFor, type TrainingOptions } from './options.ts'
import { initialParameters } from './parameters.ts'
import { requireSameData, type RunState } from './state.ts'
import type { ElboParts } from './validation.ts'

/** The end of an epoch, counted from 1; losses in nats an image. */
export interface EpochReport {
  readonly epoch: number
  /** Means over the epoch's steps, of the trained parameters. */
  readonly training: LossParts
  /** Of the averaged parameters. */
  readonly validation: ElboParts
}

/** What the caller does as the run goes on. */
export interface RunHooks {
  onStep(done: number, parts: LossParts): void
  onEpoch(report: EpochReport, state: RunState): void
  /** Called at each epoch's end and when stopping. */
  save(state: RunState): void
  /** Asked after each step. */
  shouldStop(): boolean
}

const batchSize = (options: TrainingOptions, data: TrainingData): number =>
  Math.min(options.batch, data.training.labels.length)

const stepsPerEpoch = (options: TrainingOptions, data: TrainingData): number =>
  Math.floor(data.training.labels.length / batchSize(options, data))

/** The state of a run that has not made a step. */
export function newRun(options: TrainingOptions, data: TrainingData, workers: number): RunState {
  const configuration = configurationFor(options, data.training)
  return {
    options,
    configuration,
    workers: Math.min(workers, batchSize(options, data)),
    dataset: data.sha256,
    step: 0,
    totalSteps: options.epochs * stepsPerEpoch(options, data),
    epochTotals: {},
    optimizer: startOptimizer(initialParameters(configuration, data.training, options.seed)),
  }
}

/**
 * Trains until the last step or until asked to stop. Order and noise depend on seed, epoch
 * and step alone: a run that was stopped and resumed ends with the bytes of one that was not.
 *
 * @returns Whether the run reached its end.
 * @throws {StateError} When the data are not those that the run began with.
 */
export async function train(
  state: RunState,
  data: TrainingData,
  hooks: RunHooks,
): Promise<boolean> {
  requireSameData(state, data)
  const { configuration, options, totalSteps } = state
  const perEpoch = stepsPerEpoch(options, data)
  const { training, validation } = data
  const crew = await startCrew(
    { configuration, options, stepsPerEpoch: perEpoch, totalSteps, training, validation },
    state.optimizer,
    state.workers,
  )
  const batch = batchSize(options, data)
  let { step, epochTotals } = state
  const current = (): RunState => ({ ...state, step, epochTotals, optimizer: crew.optimizer })

  let order: Uint32Array = new Uint32Array()
  try {
    while (step < totalSteps) {
      const epoch = Math.floor(step / perEpoch)
      const within = step % perEpoch
      if (order.length === 0 || within === 0)
        order = shuffledIndices(training.labels.length, 'order', `${options.seed}/${epoch}`)
      const parts = await crew.step(order.slice(within * batch, (within + 1) * batch), step)
      step += 1
      epochTotals = added(epochTotals, parts)
      hooks.onStep(step, parts)
      const stopping = hooks.shouldStop()
      if (step % perEpoch === 0) {
        const means = Object.entries(epochTotals).map(([name, total]) => [name, total / perEpoch])
        const report = { epoch: epoch + 1, training: Object.fromEntries(means) as LossParts }
        epochTotals = {}
        const validated = { ...report, validation: await crew.validate() }
        hooks.save(current())
        hooks.onEpoch(validated, current())
      } else if (stopping) hooks.save(current())
      if (stopping) return step === totalSteps
      await setImmediate() // lets signals in
    }
    return true
  } finally {
    await crew.close()
  }
}

function added(totals: LossParts, parts: LossParts): LossParts {
  return Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [name, (totals[name] ?? 0) + value]),
  )
}
