/** @file The parameters in training: one flat vector, and the variables that the networks read. */
import { cvaeNetworks, type Cvae } from '../../src/networks/cvae.ts'
import { pixels, type CvaeConfiguration } from '../../src/networks/configuration.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { dispose, tensor, tidy, variable, zeros, type Variable } from '../../src/tensor/ops.ts'
import type { LabelledImages } from '../data/dataset.ts'

/** One parameter's place in the flat vector. */
export interface ParameterBlock {
  readonly name: string
  readonly shape: readonly number[]
  readonly offset: number
  readonly size: number
}

/** All parameters of a configuration in the order in which the networks ask for them. */
export function parameterLayout(configuration: CvaeConfiguration): readonly ParameterBlock[] {
  const blocks: ParameterBlock[] = []
  let offset = 0
  tidy(() => {
    cvaeNetworks((name, shape) => {
      const size = shape.reduce((product, length) => product * length, 1)
      blocks.push({ name, shape, offset, size })
      offset += size
      return zeros([...shape])
    }, configuration)
  })
  return blocks
}

/** Number of parameters in the layout. */
export const parameterCount = (layout: readonly ParameterBlock[]): number =>
  layout.reduce((total, { size }) => total + size, 0)

/** The networks over variables that are filled from a flat vector. */
export class TrainableParameters {
  readonly layout: readonly ParameterBlock[]
  readonly cvae: Cvae
  readonly variables: Variable[] = []

  constructor(configuration: CvaeConfiguration) {
    this.layout = parameterLayout(configuration)
    this.cvae = cvaeNetworks((_name, shape) => {
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
 * The first parameters: kernels normal with variance 1 / (3 * inputs), biases zero; each
 * coupling starts as the identity and the output at the mean training image.
 */
export function initialParameters(
  configuration: CvaeConfiguration,
  training: LabelledImages,
  seed: string,
): Float32Array {
  const layout = parameterLayout(configuration)
  const values = new Float32Array(parameterCount(layout))
  const output = `generation/${configuration.generation.length}`
  const couplingEnds =
    configuration.prior.kind === 'flow' ? `/${configuration.prior.hidden.length}/kernel` : undefined
  for (const { name, shape, offset, size } of layout) {
    const target = values.subarray(offset, offset + size)
    if (name === `${output}/bias`) target.set(meanImageLogits(configuration, training))
    const startsAtZero =
      couplingEnds !== undefined && name.startsWith('prior/coupling') && name.endsWith(couplingEnds)
    if (!name.endsWith('/kernel') || startsAtZero) continue
    const deviation = Math.sqrt(1 / (3 * (shape[0] ?? 1)))
    const scale = name === `${output}/kernel` ? 0.5 : 1
    fillNormal(seededGenerator(`initial ${name}`, seed), target, deviation * scale)
  }
  return values
}

function meanImageLogits(configuration: CvaeConfiguration, training: LabelledImages): Float32Array {
  const size = pixels(configuration)
  const total = new Float64Array(size)
  training.images.forEach((level, index) => {
    total[index % size] = (total[index % size] ?? 0) + level / 255
  })
  // A pixel that is always black has probability 0; the bound keeps its logit finite.
  const bound = 1e-3
  return Float32Array.from(total, (sum) => {
    const probability = Math.min(1 - bound, Math.max(bound, sum / training.labels.length))
    return Math.log(probability / (1 - probability))
  })
}
