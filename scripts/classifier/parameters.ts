/** @file A classifier's parameters in training: one flat vector, and the variables that it fills. */
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { dispose, tensor, tidy, variable, zeros, type Variable } from '../../src/tensor/ops.ts'
import { parameterCount, type ParameterBlock } from '../training/parameters.ts'
import type { ClassifierConfiguration } from './configuration.ts'
import { classifierNetwork, type Classifier } from './network.ts'

/** Places of all parameters in the flat vector, in the order in which the network asks for them. */
export function classifierLayout(
  configuration: ClassifierConfiguration,
): readonly ParameterBlock[] {
  const blocks: ParameterBlock[] = []
  let offset = 0
  tidy(() => {
    classifierNetwork((name, shape) => {
      const size = shape.reduce((product, length) => product * length, 1)
      blocks.push({ name, shape, offset, size })
      offset += size
      return zeros([...shape])
    }, configuration)
  })
  return blocks
}

/** A network over variables that are filled from a flat vector. */
export class TrainableClassifier {
  readonly layout: readonly ParameterBlock[]
  readonly network: Classifier
  readonly variables: Variable[] = []

  constructor(configuration: ClassifierConfiguration) {
    this.layout = classifierLayout(configuration)
    this.network = classifierNetwork((_name, shape) => {
      const parameter = variable(zeros([...shape]))
      this.variables.push(parameter)
      return parameter
    }, configuration)
  }

  /** Copies the flat vector into the variables. */
  assign(values: Float32Array): void {
    this.layout.forEach(({ shape, offset, size }, index) => {
      const next = tensor(values.subarray(offset, offset + size), [...shape])
      this.variables[index]?.assign(next)
      dispose(next)
    })
  }
}

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
