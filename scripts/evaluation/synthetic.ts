/**
 * @file Train on synthetic, test on real: what a small classifier learns from digits, by
 * its accuracy on the test set (Esteban et al. 2017, "TSTR").
 */
import { classify } from '../classifier/classify.ts'
import { configurationFor, SMALL_CLASSIFIER } from '../classifier/presets.ts'
import { trainClassifier } from '../classifier/train.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import type { Estimate } from './estimate.ts'
import { agreementOf } from './quality.ts'

/** The test accuracy of the classifier after training on `digits`. */
export function accuracyAfterTraining(
  digits: LabelledImages,
  test: LabelledImages,
  epochs: number,
): Estimate {
  const options = { ...SMALL_CLASSIFIER.options, epochs }
  const configuration = configurationFor(SMALL_CLASSIFIER, digits)
  const { classifier } = trainClassifier(configuration, digits, options)
  return agreementOf(classify(classifier, test.images, test.labels.length), test).agreement
}
