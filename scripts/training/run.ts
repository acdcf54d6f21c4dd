/** @file A training run from its state to its end or to a request to stop. It knows nothing of terminals. */
import { setImmediate } from 'node:timers/promises'
import { shuffledIndices } from '../data/batches.ts'
import type { TrainingData } from '../data/dataset.ts'
import { startOptimizer } from './optimizer.ts'
import { configurationFor, type TrainingOptions } from './options.ts'
import { initialParameters } from './parameters.ts'
import { requireSameData, type RunState } from './state.ts'
import { Trainer } from './trainer.ts'
import type { LossParts } from './validation.ts'

/** The end of an epoch, counted from 1; losses in nats an image. */
export interface EpochReport {
  readonly epoch: number
  readonly training: LossParts
  /** Of the averaged parameters. */
  readonly validation: LossParts
}

/** What the caller does as the run goes on. */
export interface RunHooks {
  onStep(done: number, parts: LossParts): void
  onEpoch(report: EpochReport, trainer: Trainer): void
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
export function newRun(options: TrainingOptions, data: TrainingData): RunState {
  const configuration = configurationFor(options, data.training)
  return {
    options,
    configuration,
    dataset: data.sha256,
    step: 0,
    totalSteps: options.epochs * stepsPerEpoch(options, data),
    epochTotals: { reconstruction: 0, kl: 0 },
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
  const { options, totalSteps, optimizer } = state
  const trainer = new Trainer(state.configuration, options, optimizer, totalSteps)
  const perEpoch = stepsPerEpoch(options, data)
  const batch = batchSize(options, data)
  let { step } = state
  let totals = { ...state.epochTotals }
  const save = () => hooks.save({ ...state, step, epochTotals: totals })

  let order: Uint32Array = new Uint32Array()
  while (step < totalSteps) {
    const epoch = Math.floor(step / perEpoch)
    const within = step % perEpoch
    if (order.length === 0 || within === 0)
      order = shuffledIndices(data.training.labels.length, 'order', `${options.seed}/${epoch}`)
    const indices = order.subarray(within * batch, (within + 1) * batch)
    const parts = trainer.step(data.training, indices, step)
    step += 1
    totals.reconstruction += parts.reconstruction
    totals.kl += parts.kl
    hooks.onStep(step, parts)
    const stopping = hooks.shouldStop()
    if (step % perEpoch === 0) {
      const training = {
        reconstruction: totals.reconstruction / perEpoch,
        kl: totals.kl / perEpoch,
      }
      totals = { reconstruction: 0, kl: 0 }
      const validation = trainer.validate(data.validation)
      save()
      hooks.onEpoch({ epoch: epoch + 1, training, validation }, trainer)
    } else if (stopping) save()
    if (stopping) return step === totalSteps
    await setImmediate() // lets signals in
  }
  return true
}
