/** @file Trains a classifier by the cross-entropy of its labels. */
import { oneHot } from '../../src/tensor/one-hot.ts'
import { mean, tensor2d, type Scalar } from '../../src/tensor/ops.ts'
import { greyLevels } from '../data/batches.ts'
import { labelsOf, type LabelledImages } from '../data/labelled-images.ts'
import { fit, type FitEpoch } from '../training/fit.ts'
import { shiftImages } from '../training/shift.ts'
import type { ClassifierConfiguration, ClassifierOptions } from './configuration.ts'
import { crossEntropy } from './cross-entropy.ts'
import { dropout } from './dropout.ts'
import { classifierActivations, type Classifier } from './network.ts'
import { initialClassifierParameters, trainableClassifier } from './parameters.ts'

/** A classifier, and its parameters as one flat vector in the order of its layout. */
export interface TrainedClassifier {
  readonly classifier: Classifier
  readonly parameters: Float32Array
}

/**
 * Trains on all images. Data, configuration and options determine every byte of the result.
 *
 * @param data Images of the configuration's size and labels, at least one batch.
 * @param onEpoch The loss is in nats an image.
 */
export function trainClassifier(
  configuration: ClassifierConfiguration,
  data: LabelledImages,
  options: ClassifierOptions,
  onEpoch: (report: FitEpoch) => void = () => {},
): TrainedClassifier {
  const { seed, shift = 0 } = options
  const trainable = trainableClassifier(configuration)
  const parameters = fit(
    trainable,
    initialClassifierParameters(configuration, seed),
    {
      examples: data.labels.length,
      loss: (classifier, indices, step) => {
        const x = oneHot(labelsOf(data, indices), data.labelCount)
        const levels = greyLevels(data, indices)
        if (shift > 0)
          shiftImages(new Set([levels]), data, shift, (row) => `${seed}/${step}/${row}`)
        const y = tensor2d(levels, [indices.length, data.rows * data.columns])
        const { logits } = classifierActivations(classifier, y, {
          differentiated: 'parameters',
          dropout: (h, layer) => dropout(h, options.dropout, `${seed}/${step}/${layer}`),
        })
        return mean<Scalar>(crossEntropy(logits, x))
      },
    },
    options,
    onEpoch,
  )
  return { classifier: trainable.networks, parameters }
}
