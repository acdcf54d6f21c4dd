/** @file The parameters of a classifier in training: their layout and their first values. */
import { layoutOf, normalKernels, Trainable, type ParameterBlock } from '../training/trainable.ts'
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
export const initialClassifierParameters = (
  configuration: ClassifierConfiguration,
  seed: string,
): Float32Array => normalKernels(classifierLayout(configuration), seed, 2)
