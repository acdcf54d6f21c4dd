/** @file The parameters of a CVAE in training: their layout and their first values. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { pixels } from '../../src/networks/sizes.ts'
import { cvaeNetworks, type Cvae } from '../../src/networks/cvae.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { predictedPart } from '../data/condition.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { layoutOf, parameterCount, Trainable, type ParameterBlock } from './trainable.ts'

/** All parameters of a configuration in the order in which the networks ask for them. */
export const parameterLayout = (configuration: CvaeConfiguration): readonly ParameterBlock[] =>
  layoutOf((parameter) => cvaeNetworks(parameter, configuration))

/** The networks over variables. */
export const trainableCvae = (configuration: CvaeConfiguration): Trainable<Cvae> =>
  new Trainable((parameter) => cvaeNetworks(parameter, configuration))

/**
 * The first parameters: kernels normal with variance 1 / (3 * inputs), biases zero; each
 * coupling starts as the identity and the output at the mean of y.
 */
export function initialParameters(
  configuration: CvaeConfiguration,
  training: LabelledImages,
  seed: string,
): Float32Array {
  const layout = parameterLayout(configuration)
  const values = new Float32Array(parameterCount(layout))
  const { baseline } = configuration
  // The network that predicts alone starts at the mean image; what adds to its guess adds nothing yet.
  const output =
    baseline === undefined
      ? `generation/${configuration.generation.length}`
      : `baseline/${baseline.length}`
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
  const outputs = training.outputs ?? training.images
  outputs.forEach((level, index) => {
    total[index % size] = (total[index % size] ?? 0) + level / 255
  })
  // A pixel that is always black has probability 0; the bound keeps its logit finite.
  const bound = 1e-3
  const logits = Float32Array.from(total, (sum) => {
    const probability = Math.min(1 - bound, Math.max(bound, sum / training.labels.length))
    return Math.log(probability / (1 - probability))
  })
  return predictedPart(configuration, logits)
}
