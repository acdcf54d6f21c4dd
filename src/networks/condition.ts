/** @file The condition x: what the networks read of a label. */
import { tensor2d, type Tensor2D } from '../tensor/ops.ts'
import { conditionUnits, type CvaeConfiguration } from './configuration.ts'

/** x of a label in [0, labels): its one-hot code, or the label itself, [condition units]. */
export function conditionRow(configuration: CvaeConfiguration, label: number): Float32Array {
  const row = new Float32Array(conditionUnits(configuration))
  if (configuration.labelCode === 'one-hot') row[label] = 1
  else row[0] = label
  return row
}

/**
 * x of each label.
 *
 * @param labels Each in [0, labels).
 * @returns [labels.length, condition units]; the caller disposes of it.
 */
export function conditionOf(configuration: CvaeConfiguration, labels: ArrayLike<number>): Tensor2D {
  const units = conditionUnits(configuration)
  const rows = new Float32Array(labels.length * units)
  for (let row = 0; row < labels.length; row++)
    rows.set(conditionRow(configuration, labels[row] as number), row * units)
  return tensor2d(rows, [labels.length, units])
}
