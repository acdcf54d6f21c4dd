/** @file The condition x: what the networks read of a label. */
import { oneHot } from '../tensor/one-hot.ts'
import { tensor2d, type Tensor2D } from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'
import { conditionUnits } from './sizes.ts'

/**
 * x of each label.
 *
 * @param labels Each in [0, labels).
 * @returns [labels.length, condition units]; the caller disposes of it.
 */
export function conditionOf(configuration: CvaeConfiguration, labels: ArrayLike<number>): Tensor2D {
  const units = conditionUnits(configuration)
  if (configuration.labelCode === 'one-hot') return oneHot(labels, units)
  return tensor2d(Float32Array.from(labels), [labels.length, units])
}
