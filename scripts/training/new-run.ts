/** @file The state of a run before its first step: what its options make of its data, and of a run before it. */
import * as v from 'valibot'
import { cvaeConfiguration, type CvaeConfiguration } from '../../src/networks/configuration.ts'
import type { TrainingData } from '../data/dataset.ts'
import { DataError } from '../data/idx.ts'
import { requireGuidable } from './guidance/guides.ts'
import { startOptimizer } from './optimizer.ts'
import { configurationFor, type TrainingOptions } from './options.ts'
import { initialParameters, parameterLayout } from './parameters.ts'
import { epochsOf } from './stages.ts'
import { requireReadable } from './train-classifiers.ts'
import { requireSameData, StateError, type RunState } from './state.ts'

/** Images of a step. */
export const batchSize = (options: TrainingOptions, data: TrainingData): number =>
  Math.min(options.batch, data.training.labels.length)

export const stepsPerEpoch = (options: TrainingOptions, data: TrainingData): number =>
  Math.floor(data.training.labels.length / batchSize(options, data))

/**
 * The state of a run that has not made a step.
 *
 * @param parent Begins with the averaged parameters of this run, in place of random ones.
 * @throws {DataError} When the options are of no CVAE of these images, or the images too small or too
 * few for the classifiers that read drawn digits, or too small to be moved so far.
 * @throws {StateError} When the parent's networks are others, or it had other data.
 */
export function newRun(
  options: TrainingOptions,
  data: TrainingData,
  workers: number,
  parent?: RunState,
): RunState {
  const isGuided = options.fineTuneEpochs > 0
  if (isGuided || options.acceptance.length > 0) requireReadable(data.training)
  if (isGuided) requireGuidable(data.training, options.seed)
  const { rows, columns } = data.training
  if (options.shift >= Math.min(rows, columns))
    throw new DataError(
      `--shift ${options.shift} moves images of ${rows} x ${columns} pixels out of sight, expected less than their sides`,
    )
  const parsed = v.safeParse(cvaeConfiguration, configurationFor(options, data.training))
  if (!parsed.success)
    throw new DataError(`options that make no networks: ${v.summarize(parsed.issues)}`)
  // What the parent has seen must not be what this one is validated with.
  if (parent !== undefined) requireSameData(parent, data)
  const configuration =
    parent === undefined ? parsed.output : inheritedConfiguration(parsed.output, parent)
  return {
    options,
    before: parent === undefined ? [] : [...parent.before, parent.options],
    configuration,
    workers: Math.min(workers, batchSize(options, data)),
    dataset: data.sha256,
    step: 0,
    totalSteps: epochsOf(options) * stepsPerEpoch(options, data),
    epochTotals: {},
    optimizer: startOptimizer(
      parent === undefined
        ? initialParameters(configuration, data.training, options.seed)
        : parent.optimizer.average.slice(),
    ),
  }
}

/** The parent's networks, of a condition of our own: of a flow, its permutations too. */
function inheritedConfiguration(ours: CvaeConfiguration, parent: RunState): CvaeConfiguration {
  const theirs = parent.configuration
  const inherited =
    ours.prior.kind === 'flow' && theirs.prior.kind === 'flow'
      ? { ...ours, prior: { ...ours.prior, permutations: theirs.prior.permutations } }
      : ours
  const parts = Object.keys({ ...theirs, ...inherited }) as (keyof CvaeConfiguration)[]
  const layouts = [inherited, theirs].map((one) => JSON.stringify(parameterLayout(one)))
  const differing = [
    ...parts.filter(
      (part) =>
        part !== 'condition' && JSON.stringify(theirs[part]) !== JSON.stringify(inherited[part]),
    ),
    // By the condition alone, as those of a label and of an image have.
    ...(layouts[0] === layouts[1] ? [] : ['sizes']),
  ]
  if (differing.length > 0)
    throw new StateError(
      `networks of a run of "${theirs.condition}", expected those of "${ours.condition}" with the same ${differing.join(', ')}: see --from`,
    )
  return inherited
}
