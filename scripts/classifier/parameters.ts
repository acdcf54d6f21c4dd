/** @file The parameters of a classifier in training: their layout and their first values. */
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { layoutOf, parameterCount, Trainable, type ParameterBlock } from '../training/trainable.ts'
import type { ClassifierConfiguration } from './configuration.ts'
import { classifierNetwork, type Classifier } from './network.ts'

/** All parameters of a configuration in the order in which the network asks for them. */
export const classifierLayout = (
  configuration: ClassifierConfiguration,
): readonly ParameterBlock[] => layoutOf((parameter) => classifierNetwork(parameter, configuration))

/** The network over variables. */
export const trainableClassifier = (
  configuration: ClassifierConfiguration,
): Trainable<Classifier> =>
  new Trainable((parameter) => classifierNetwork(parameter, configuration))

/**
 * The first parameters: kernels normal with variance 2 / inputs of a unit, which keeps the
 * scale of activations through ReLU (He et al. 2015, eq. 10); biases zero.
 */
export function initialClassifierParameters(
  configuration: ClassifierConfiguration,
  seed: string,
): Float32Array {
  const layout = classifierLayout(configuration)
  const values = new Float32Array(parameterCount(layout))
  for (const { name, shape, offset, size } of layout) {
    if (!name.endsWith('/kernel')) continue
    const inputs = size / (shape.at(-1) ?? 1)
    const target = values.subarray(offset, offset + size)
    fillNormal(seededGenerator(`initial ${name}`, seed), target, Math.sqrt(2 / inputs))
  }
  return values
}
