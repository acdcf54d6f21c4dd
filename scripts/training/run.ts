/** @file A training run from its state to its end or to a request to stop. It knows nothing of terminals. */
import { setImmediate } from 'node:timers/promises'
import { shuffledIndices } from '../data/batches.ts'
import type { TrainingData } from '../data/dataset.ts'
import { startCrew } from './crew.ts'
import type { LossParts } from './gradient.ts'
import { trainGuides } from './guidance/guides.ts'
import { batchSize, stepsPerEpoch } from './new-run.ts'
import { restartOptimizer, takeShare } from './optimizer.ts'
import { stagesOf, type Stage } from './stages.ts'
import { requireSameData, type RunState } from './state.ts'
import { ordinalSeed } from './step-batch.ts'
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

/**
 * Trains until the last step or until asked to stop. Order and noise depend on seed, epoch
 * and step alone: a run that was stopped and resumed ends with the bytes of one that was not.
 *
 * @returns The run's end, or undefined when it was stopped before.
 * @throws {StateError} When the data are not those that the run began with.
 */
export async function train(
  state: RunState,
  data: TrainingData,
  hooks: RunHooks,
): Promise<RunState | undefined> {
  requireSameData(state, data)
  let current = state
  for (const stage of stagesOf(state.options, stepsPerEpoch(state.options, data))) {
    if (current.step >= stage.firstStep + stage.steps) continue
    const { finished, reached } = await trainStage(current, stage, data, hooks)
    current = reached
    if (!finished) return undefined
  }
  return current
}

/** @returns Whether the stage reached its end, and the state at which it was left. */
async function trainStage(
  state: RunState,
  stage: Stage,
  data: TrainingData,
  hooks: RunHooks,
): Promise<{ finished: boolean; reached: RunState }> {
  const { configuration, options, workers } = state
  const { training, validation } = data
  const perEpoch = stepsPerEpoch(options, data)
  const batch = batchSize(options, data)
  const lastStep = stage.firstStep + stage.steps
  const guides = stage.kind === 'fine-tuning' ? await trainGuides(training, options.seed) : []
  const run = {
    configuration,
    options,
    runsBefore: state.before.length,
    stepsPerEpoch: perEpoch,
    stage,
    guides,
    training,
    validation,
  }
  const crew = await startCrew(run, state.optimizer, workers)
  if (state.step === stage.firstStep) restartOptimizer(crew.optimizer)
  let { step, epochTotals } = state
  const reached = (): RunState => ({ ...state, step, epochTotals, optimizer: crew.optimizer })

  let order: Uint32Array = new Uint32Array()
  try {
    while (step < lastStep) {
      const epoch = Math.floor(step / perEpoch)
      const within = step % perEpoch
      if (order.length === 0 || within === 0)
        order = shuffledIndices(training.labels.length, 'order', ordinalSeed(run, epoch))
      const parts = await crew.step(order.slice(within * batch, (within + 1) * batch), step)
      step += 1
      epochTotals = added(epochTotals, parts)
      hooks.onStep(step, parts)
      const stopping = hooks.shouldStop()
      if (step === lastStep) takeShare(crew.optimizer, stage.share)
      if (step % perEpoch === 0) {
        const means = Object.entries(epochTotals).map(([name, total]) => [name, total / perEpoch])
        const report = { epoch: epoch + 1, training: Object.fromEntries(means) as LossParts }
        epochTotals = {}
        const validated = { ...report, validation: await crew.validate() }
        // In this order a run that is killed in between logs an epoch twice rather than never.
        hooks.onEpoch(validated, reached())
        hooks.save(reached())
      } else if (stopping) hooks.save(reached())
      if (stopping) return { finished: step === state.totalSteps, reached: reached() }
      await setImmediate() // lets signals in
    }
    return { finished: true, reached: reached() }
  } finally {
    await crew.close()
  }
}

function added(totals: LossParts, parts: LossParts): LossParts {
  return Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [name, (totals[name] ?? 0) + value]),
  )
}
