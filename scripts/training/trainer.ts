/** @file One optimizer step and one validation pass. It knows nothing of files or terminals. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import {
  add,
  dispose,
  keep,
  mean,
  mul,
  variableGrads,
  type Scalar,
  type Tensor2D,
} from '../../src/tensor/ops.ts'
import { batchOf } from '../data/batches.ts'
import type { LabelledImages } from '../data/dataset.ts'
import { negativeElbo } from './objective.ts'
import { adamStep, gradientNorm, scheduledRate, type OptimizerState } from './optimizer.ts'
import type { TrainingOptions } from './options.ts'
import { TrainableParameters } from './parameters.ts'
import { meanNegativeElbo, normalNoise, type LossParts } from './validation.ts'

/** Trains the parameters of an optimizer state in place. */
export class Trainer {
  readonly #parameters: TrainableParameters
  readonly #gradient: Float32Array
  readonly #latent: number
  readonly #totalSteps: number
  readonly options: TrainingOptions
  readonly state: OptimizerState

  constructor(
    configuration: CvaeConfiguration,
    options: TrainingOptions,
    state: OptimizerState,
    totalSteps: number,
  ) {
    this.options = options
    this.state = state
    this.#totalSteps = totalSteps
    this.#parameters = new TrainableParameters(configuration)
    this.#gradient = new Float32Array(state.parameters.length)
    this.#latent = configuration.latent
    this.#parameters.assign(state.parameters)
  }

  /**
   * One step on the images at `indices`. The noise depends on seed and step alone, so that
   * a resumed run goes on as if it had never stopped.
   */
  step(data: LabelledImages, indices: Uint32Array, step: number): LossParts {
    const parts = this.#gradients(
      data,
      indices,
      normalNoise(indices.length, this.#latent, 'training noise', `${this.options.seed}/${step}`),
    )
    const norm = gradientNorm(this.#gradient)
    if (!Number.isFinite(norm))
      throw new Error(`Step ${step}: the gradient is not finite; lower the learning rate`)
    const { gradientNormLimit, averageDecay, ...rates } = this.options
    const rate = scheduledRate(step, { ...rates, totalSteps: this.#totalSteps })
    const clip = Math.min(1, gradientNormLimit / norm)
    adamStep(this.state, this.#gradient, step, rate, clip, averageDecay)
    this.#parameters.assign(this.state.parameters)
    return parts
  }

  /** The loss of the averaged parameters, with the same noise at each call. */
  validate(data: LabelledImages): LossParts {
    return this.withAverage(({ cvae }) =>
      meanNegativeElbo(cvae, this.#latent, data, this.options.seed),
    )
  }

  /** Runs `work` on the averaged parameters, then puts the trained ones back. */
  withAverage<T>(work: (parameters: TrainableParameters) => T): T {
    this.#parameters.assign(this.state.average)
    const result = work(this.#parameters)
    this.#parameters.assign(this.state.parameters)
    return result
  }

  /** Fills the flat gradient of the mean loss over the batch. */
  #gradients(data: LabelledImages, indices: Uint32Array, noise: Tensor2D): LossParts {
    const { cvae, layout, variables } = this.#parameters
    const { x, y } = batchOf(data, indices)
    const means: Scalar[] = []
    const { value, grads } = variableGrads(() => {
      const parts = negativeElbo(cvae, x, y, noise)
      const reconstruction = mean<Scalar>(parts.reconstruction)
      const kl = mean<Scalar>(parts.kl)
      means.push(keep(reconstruction), keep(kl))
      return add<Scalar>(reconstruction, mul(kl, this.options.beta))
    }, variables)
    layout.forEach(({ offset }, index) => {
      const grad = grads[variables[index]?.name ?? '']
      if (grad === undefined) throw new Error(`No gradient for ${layout[index]?.name}`)
      this.#gradient.set(grad.dataSync(), offset)
    })
    const [reconstruction = NaN, kl = NaN] = means.map((part) => part.dataSync()[0])
    dispose([x, y, noise, value, ...means, ...Object.values(grads)])
    return { reconstruction, kl }
  }
}
