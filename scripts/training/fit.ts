/** @file Fits small networks on one thread: minibatches in random order, Adam, the average of the parameters. */
import { dispose, variableGrads, type Scalar } from '../../src/tensor/ops.ts'
import { shuffledIndices } from '../data/batches.ts'
import { adamStep, scheduledRate, startOptimizer } from './optimizer.ts'
import type { Trainable } from './trainable.ts'

/** How networks are fitted. */
export interface FitOptions {
  /** Of the order of the examples. */
  readonly seed: string
  readonly epochs: number
  /** Examples a step, or all of them if they are fewer. */
  readonly batch: number
  readonly peakLearningRate: number
  readonly finalShare: number
  readonly warmUpSteps: number
  readonly averageDecay: number
}

/** What is made less. */
export interface FitLoss<Networks> {
  /** Examples, from 0. */
  readonly examples: number
  /** The mean loss of some of them, []. Its tensors are disposed of. */
  readonly loss: (networks: Networks, indices: Uint32Array, step: number) => Scalar
}

/** The end of an epoch, counted from 1. */
export interface FitEpoch {
  readonly epoch: number
  /** Mean of the epoch's steps. */
  readonly loss: number
}

/**
 * Fits networks, which have the averaged parameters afterwards. All that is given determines every byte of the result.
 *
 * @param initial Their first parameters, which are changed.
 * @returns The averaged parameters, in the order of the networks' layout.
 * @throws {Error} When the loss is not finite.
 */
export function fit<Networks>(
  trainable: Trainable<Networks>,
  initial: Float32Array,
  { examples, loss }: FitLoss<Networks>,
  options: FitOptions,
  onEpoch: (report: FitEpoch) => void = () => {},
): Float32Array {
  const { seed, epochs, averageDecay } = options
  const batch = Math.min(options.batch, examples)
  const perEpoch = Math.floor(examples / batch)
  const schedule = { ...options, totalSteps: epochs * perEpoch }
  const state = startOptimizer(initial)
  const gradient = new Float32Array(initial.length)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffledIndices(examples, 'order', `${seed}/${epoch}`)
    let total = 0
    for (let within = 0; within < perEpoch; within++) {
      const step = epoch * perEpoch + within
      trainable.assign(state.parameters)
      const indices = order.subarray(within * batch, (within + 1) * batch)
      total += fillGradient(gradient, trainable, () => loss(trainable.networks, indices, step))
      const learningRate = scheduledRate(step, schedule)
      adamStep(state, gradient, {
        step,
        learningRate,
        averageDecay,
        gradientScale: 1,
        weightDecay: 0,
      })
    }
    onEpoch({ epoch: epoch + 1, loss: total / perEpoch })
  }
  trainable.assign(state.average)
  return state.average
}

/** Fills the flat gradient of a loss, and returns that loss. */
function fillGradient(
  gradient: Float32Array,
  { layout, variables }: Trainable<unknown>,
  loss: () => Scalar,
): number {
  const { value, grads } = variableGrads(loss, variables)
  layout.forEach(({ name, offset }, index) => {
    const grad = grads[variables[index]?.name ?? '']
    if (grad === undefined) throw new Error(`No gradient for ${name}`)
    gradient.set(grad.dataSync(), offset)
  })
  const [found = NaN] = value.dataSync()
  dispose([value, ...Object.values(grads)])
  if (!Number.isFinite(found))
    throw new Error(`The loss is ${found}, expected a finite one: lower the learning rate`)
  return found
}
