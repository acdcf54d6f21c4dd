/** @file Adam and the moving average of the parameters, in one pass over flat vectors. */

/** What the optimizer carries from step to step; each vector has one entry a parameter. */
export interface OptimizerState {
  readonly parameters: Float32Array
  /** Exponential moving average of the parameters: what is exported. */
  readonly average: Float32Array
  /** Adam's first and second moments. */
  readonly firstMoment: Float32Array
  readonly secondMoment: Float32Array
}

const BETA1 = 0.9
const BETA2 = 0.999
const EPSILON = 1e-8

/** A state at the first parameters. */
export function startOptimizer(parameters: Float32Array): OptimizerState {
  return {
    parameters,
    average: parameters.slice(),
    firstMoment: new Float32Array(parameters.length),
    secondMoment: new Float32Array(parameters.length),
  }
}

/** Euclidean norm of the gradient. */
export function gradientNorm(gradient: Float32Array): number {
  let total = 0
  for (const value of gradient) total += value * value
  return Math.sqrt(total)
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1), in place. TensorFlow.js's own takes
 * a dozen small kernels a parameter tensor, a quarter of a training step.
 *
 * @param gradient [parameters].
 * @param step Steps done before this one, from 0.
 * @param learningRate Of this step.
 * @param gradientScale Factor on the gradient, for clipping its norm.
 * @param averageDecay Limit of the average's decay; it starts at 0.1, so that the first
 *   parameters are soon forgotten.
 */
export function adamStep(
  state: OptimizerState,
  gradient: Float32Array,
  step: number,
  learningRate: number,
  gradientScale: number,
  averageDecay: number,
): void {
  const { parameters, average, firstMoment, secondMoment } = state
  // Algorithm 1's bias corrections, folded into the rate and into epsilon.
  const correction1 = 1 - BETA1 ** (step + 1)
  const correction2 = Math.sqrt(1 - BETA2 ** (step + 1))
  const rate = (learningRate * correction2) / correction1
  const epsilon = EPSILON * correction2
  const toAverage = 1 - Math.min(averageDecay, (1 + step) / (10 + step))
  for (let index = 0; index < parameters.length; index++) {
    const g = (gradient[index] as number) * gradientScale
    const m = BETA1 * (firstMoment[index] as number) + (1 - BETA1) * g
    const v = BETA2 * (secondMoment[index] as number) + (1 - BETA2) * g * g
    firstMoment[index] = m
    secondMoment[index] = v
    const p = (parameters[index] as number) - (rate * m) / (Math.sqrt(v) + epsilon)
    parameters[index] = p
    const a = average[index] as number
    average[index] = a + toAverage * (p - a)
  }
}

/**
 * Learning rate: a linear warm-up to the peak, then a cosine down to a share of it.
 *
 * @param step Steps done before this one, from 0.
 */
export function scheduledRate(
  step: number,
  schedule: {
    readonly peakLearningRate: number
    readonly finalShare: number
    readonly warmUpSteps: number
    readonly totalSteps: number
  },
): number {
  const { peakLearningRate, finalShare, warmUpSteps, totalSteps } = schedule
  const warmUp = Math.min(warmUpSteps, totalSteps / 2)
  if (step < warmUp) return (peakLearningRate * (step + 1)) / warmUp
  const progress = (step - warmUp) / (totalSteps - warmUp)
  return (
    peakLearningRate * (finalShare + (1 - finalShare) * 0.5 * (1 + Math.cos(Math.PI * progress)))
  )
}
