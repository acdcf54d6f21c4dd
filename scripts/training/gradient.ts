/** @file The gradient of a run's objective over rows of a batch, into a flat vector. */
import { conditionFrom, type Cvae } from '../../src/networks/cvae.ts'
import {
  addN,
  dispose,
  keep,
  mul,
  sum,
  tidy,
  variableGrads,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
  type Variable,
} from '../../src/tensor/ops.ts'
import { copyValues } from './backend.ts'
import { withDropout } from './dropout.ts'
import type { DrawnFrom } from './guidance/drawn-from.ts'
import { Guidance } from './guidance/guidance.ts'
import type { Guide } from './guidance/guides.ts'
import { poolingMatrices, withScales } from './multi-scale.ts'
import { noiseStream } from './noise.ts'
import { objectiveAt } from './objective.ts'
import type { Slice } from './optimizer.ts'
import { ordinalSeed, stepBatch, type StepRun } from './step-batch.ts'
import type { Trainable } from './trainable.ts'

/** Parts of the objective by name: of a batch its mean, of a worker its share of that, in nats. */
export type LossParts = Readonly<Record<string, number>>

/** A worker's share of the mean over a batch. */
type MeanLoss = {
  readonly loss: Scalar
  readonly parts: Readonly<Record<string, Scalar>>
}

/** What a worker's share of the gradients needs to know of the run. */
export interface GradientRun extends StepRun {
  /** Fine-tuning follows them; there are none in training. */
  readonly guides: readonly Guide[]
  /** This worker, from 0, and how many there are. */
  readonly index: number
  readonly workers: number
}

export class BatchGradient {
  readonly #run: GradientRun
  readonly #parameters: Trainable<Cvae>
  readonly #guidance: Guidance | undefined
  readonly #pools: readonly Tensor2D[]
  /** Backwards goes through no more than what leads to these. */
  readonly #trained: Variable[]

  constructor(run: GradientRun, parameters: Trainable<Cvae>) {
    const { configuration, training, guides, stage } = run
    const { layout, variables } = parameters
    this.#run = run
    this.#trained = variables.filter(
      (_, index) => stage.kind !== 'prior' || layout[index]?.name.startsWith('prior/'),
    )
    this.#pools = poolingMatrices(configuration)
    this.#parameters = parameters
    if (guides.length > 0) this.#guidance = new Guidance(configuration, training, guides, run)
  }

  /**
   * The gradient of the batch's mean loss, as far as it comes from `rows`. All that is
   * random depends on seed, step and row alone: neither on the number of workers nor on
   * whether a run was resumed. Only the digits that the guides compare are each worker's own.
   *
   * @param indices The images of the whole batch.
   * @param rows Which of them.
   * @param into Gets the gradient, [parameters].
   */
  differentiate(indices: Uint32Array, rows: Slice, step: number, into: Float32Array): LossParts {
    const { configuration, options, stage, stepsPerEpoch } = this.#run
    const seed = ordinalSeed(this.#run, step)
    const { given, y } = stepBatch(this.#run, indices, rows, step)
    // Outside the gradient: to the networks that read it, the baseline's guess is data.
    const x = tidy(() => conditionFrom(this.#parameters.networks, given).clone())
    const stream = noiseStream('training noise', seed)
    const noise = () => stream(indices.length, configuration.latent, rows)
    const objective = objectiveAt(options, stage.kind, step / stepsPerEpoch)
    const share = (values: Tensor1D) => mul<Scalar>(sum(values), 1 / indices.length)
    const drawnFrom = this.#guidance?.drawnFrom(this.#parameters.networks, seed)
    const parts = this.#gradient(into, (cvae) => {
      const networks = withScales(withDropout(cvae, options.dropout, rows, seed), this.#pools)
      const { loss, parts: named } = objective(networks, x, y, noise)
      const unguided = { loss: share(loss), parts: mapValues(named, share) }
      return drawnFrom === undefined ? unguided : this.#guided(unguided, cvae, drawnFrom, seed)
    })
    dispose([given, x, y])
    drawnFrom?.dispose()
    return parts
  }

  /** The loss with this worker's share of what the guides add, where there are any. */
  #guided(unguided: MeanLoss, networks: Cvae, drawnFrom: DrawnFrom, seed: string): MeanLoss {
    if (this.#guidance === undefined) return unguided
    const { options, workers } = this.#run
    const guided = this.#guidance.loss(networks, drawnFrom, options.contrast, seed)
    const legibility = mul<Scalar>(guided.legibility, 1 / workers)
    const resemblance = mul<Scalar>(guided.resemblance, 1 / workers)
    return {
      loss: addN<Scalar>([
        unguided.loss,
        mul(legibility, options.legibility),
        mul(resemblance, options.resemblance),
      ]),
      parts: { ...unguided.parts, legibility, resemblance },
    }
  }

  /** Fills `into` with the gradient of `lossOf`, and reads its parts. */
  #gradient(into: Float32Array, lossOf: (cvae: Cvae) => MeanLoss): LossParts {
    const { networks, layout, variables } = this.#parameters
    let parts: Readonly<Record<string, Scalar>> = {}
    const { value, grads } = variableGrads(() => {
      const { loss, parts: named } = tidy(() => lossOf(networks))
      parts = mapValues(named, keep)
      return loss
    }, this.#trained)
    layout.forEach(({ offset, size }, index) => {
      const grad = grads[variables[index]?.name ?? '']
      // A parameter that is not trained, or that the objective does not read, has no gradient.
      if (grad === undefined) into.fill(0, offset, offset + size)
      else copyValues(grad, into.subarray(offset, offset + size))
    })
    const numbers = mapValues(parts, (part) => part.dataSync()[0] ?? NaN)
    dispose([value, ...Object.values(parts), ...Object.values(grads)])
    return numbers
  }
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
}
