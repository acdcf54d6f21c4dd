/** @file Trains a classifier: cross-entropy, Adam, the average of the parameters. */
import { oneHot } from '../../src/tensor/one-hot.ts'
import { dispose, mean, tensor2d, variableGrads, type Scalar } from '../../src/tensor/ops.ts'
import { greyLevels, shuffledIndices } from '../data/batches.ts'
import { labelsOf, type LabelledImages } from '../data/labelled-images.ts'
import { adamStep, scheduledRate, startOptimizer } from '../training/optimizer.ts'
import type { Trainable } from '../training/trainable.ts'
import type { ClassifierConfiguration, ClassifierOptions } from './configuration.ts'
import { crossEntropy } from './cross-entropy.ts'
import { dropout } from './dropout.ts'
import { classifierActivations, type Classifier, type Pass } from './network.ts'
import { initialClassifierParameters, trainableClassifier } from './parameters.ts'

/** The end of an epoch, counted from 1. */
export interface ClassifierEpoch {
  readonly epoch: number
  /** Mean of the epoch's steps, nats an image. */
  readonly crossEntropy: number
}

/** A classifier, and its parameters as one flat vector in the order of its layout. */
export interface TrainedClassifier {
  readonly classifier: Classifier
  readonly parameters: Float32Array
}

/**
 * Trains on all images. Data, configuration and options determine every byte of the result.
 *
 * @param data Images of the configuration's size and labels, at least one batch.
 */
export function trainClassifier(
  configuration: ClassifierConfiguration,
  data: LabelledImages,
  options: ClassifierOptions,
  onEpoch: (report: ClassifierEpoch) => void = () => {},
): TrainedClassifier {
  const { seed, epochs, averageDecay } = options
  const batch = Math.min(options.batch, data.labels.length)
  const perEpoch = Math.floor(data.labels.length / batch)
  const schedule = { ...options, totalSteps: epochs * perEpoch }
  const trainable = trainableClassifier(configuration)
  const state = startOptimizer(initialClassifierParameters(configuration, seed))
  const gradient = new Float32Array(state.parameters.length)
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffledIndices(data.labels.length, 'order', `${seed}/${epoch}`)
    let total = 0
    for (let within = 0; within < perEpoch; within++) {
      const step = epoch * perEpoch + within
      trainable.assign(state.parameters)
      const pass: Pass = {
        differentiated: 'parameters',
        dropout: (h, layer) => dropout(h, options.dropout, `${seed}/${step}/${layer}`),
      }
      const indices = order.subarray(within * batch, (within + 1) * batch)
      total += fillGradient(gradient, trainable, data, indices, pass)
      const learningRate = scheduledRate(step, schedule)
      adamStep(state, gradient, {
        step,
        learningRate,
        averageDecay,
        gradientScale: 1,
        weightDecay: 0,
      })
    }
    onEpoch({ epoch: epoch + 1, crossEntropy: total / perEpoch })
  }
  trainable.assign(state.average)
  return { classifier: trainable.networks, parameters: state.average }
}

/** Fills the flat gradient of the mean loss over the batch, and returns that loss. */
function fillGradient(
  gradient: Float32Array,
  { layout, networks, variables }: Trainable<Classifier>,
  data: LabelledImages,
  indices: Uint32Array,
  pass: Pass,
): number {
  const x = oneHot(labelsOf(data, indices), data.labelCount)
  const y = tensor2d(greyLevels(data, indices), [indices.length, data.rows * data.columns])
  const { value, grads } = variableGrads(() => {
    const { logits } = classifierActivations(networks, y, pass)
    return mean<Scalar>(crossEntropy(logits, x))
  }, variables)
  layout.forEach(({ name, offset }, index) => {
    const grad = grads[variables[index]?.name ?? '']
    if (grad === undefined) throw new Error(`No gradient for ${name}`)
    gradient.set(grad.dataSync(), offset)
  })
  const [loss = NaN] = value.dataSync()
  dispose([x, y, value, ...Object.values(grads)])
  if (!Number.isFinite(loss))
    throw new Error(`The cross-entropy is ${loss}, expected a finite one: lower the learning rate`)
  return loss
}
