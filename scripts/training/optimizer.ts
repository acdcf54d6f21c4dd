/** @file Adam and the moving average of the parameters, in one pass over flat vectors. */

/** What the optimizer carries from step to step; each vector has one entry a parameter. */
export interface OptimizerState {
  readonly parameters: Float32Array
  /** Exponential moving average of the parameters: what is exported. */
  readonly average: Float32Array
  /** Adam's first and second moments. */
  readonly firstMoment: Float32Array
  readonly secondMoment: Float32Array
  /** The average at the stage's first step. */
  readonly origin: Float32Array
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
    origin: parameters.slice(),
  }
}

/** Begins anew from the average, in place. */
export function restartOptimizer(state: OptimizerState): void {
  state.parameters.set(state.average)
  state.origin.set(state.average)
  state.firstMoment.fill(0)
  state.secondMoment.fill(0)
}

/**
 * Moves the average to the point between the stage's origin and itself that has the given
 * share of the way (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models", eq. 1),
 * in place.
 */
export function takeShare({ average, origin }: OptimizerState, share: number): void {
  for (let index = 0; index < average.length; index++) {
    const from = origin[index] as number
    average[index] = from + share * ((average[index] as number) - from)
  }
}

/** A range of the flat vectors, from `start` to before `end`. */
export interface Slice {
  readonly start: number
  readonly end: number
}

/** What one step takes, beside the gradient. */
export interface AdamStep {
  /** Steps done before this one, from 0. */
  readonly step: number
  readonly learningRate: number
  /** Factor on the gradient, for clipping its norm. */
  readonly gradientScale: number
  /**
   * Limit of the average's decay; it starts at 0.1, so that the first parameters are
   * soon forgotten.
   */
  readonly averageDecay: number
  /** Decoupled weight decay (Loshchilov and Hutter 2019, AdamW), 0 for none. */
  readonly weightDecay: number
  /** Decay of the second moment: 0.999 when left out. */
  readonly beta2?: number
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1), in place. TensorFlow.js's own takes
 * a dozen small kernels a parameter tensor, a quarter of a training step.
 *
 * @param gradient [parameters].
 * @param slice What of the vectors to update; all when left out.
 */
export function adamStep(
  { parameters, average, firstMoment, secondMoment }: OptimizerState,
  gradient: Float32Array,
  { step, learningRate, gradientScale, averageDecay, weightDecay, beta2 = BETA2 }: AdamStep,
  { start, end }: Slice = { start: 0, end: parameters.length },
): void {
  // Algorithm 1's bias corrections, folded into the rate and into epsilon.
  const correction1 = 1 - BETA1 ** (step + 1)
  const correction2 = Math.sqrt(1 - beta2 ** (step + 1))
  const rate = (learningRate * correction2) / correction1
  const epsilon = EPSILON * correction2
  const kept = 1 - learningRate * weightDecay
  const toAverage = 1 - Math.min(averageDecay, (1 + step) / (10 + step))
  for (let index = start; index < end; index++) {
    const g = (gradient[index] as number) * gradientScale
    const m = BETA1 * (firstMoment[index] as number) + (1 - BETA1) * g
    const v = beta2 * (secondMoment[index] as number) + (1 - beta2) * g * g
    firstMoment[index] = m
    secondMoment[index] = v
    const p = kept * (parameters[index] as number) - (rate * m) / (Math.sqrt(v) + epsilon)
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
