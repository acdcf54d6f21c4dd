/**
 * @file One worker's share of a training step: the gradient of its rows of the batch, then
 * the update of its slice of the parameters. It knows nothing of threads.
 */
import type { Cvae } from '../../src/networks/cvae.ts'
import { consecutiveBatches } from '../data/batches.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { BatchGradient, type GradientRun, type LossParts } from './gradient.ts'
import { adamStep, scheduledRate, type Slice } from './optimizer.ts'
import { trainableCvae } from './parameters.ts'
import type { Trainable } from './trainable.ts'
import {
  EVALUATION_BATCH,
  negativeElboSums,
  validationTargets,
  type ElboParts,
} from './validation.ts'
import type { SharedVectors } from './vectors.ts'

/** What a worker needs to know of the run. */
export interface ShardSpecification extends GradientRun {
  readonly validation: LabelledImages
  readonly vectors: SharedVectors
}

/** The part of `length` that belongs to worker `index` of `workers`. */
const shareOf = (length: number, index: number, workers: number): Slice => ({
  start: Math.floor((length * index) / workers),
  end: Math.floor((length * (index + 1)) / workers),
})

export class Shard {
  readonly #run: ShardSpecification
  readonly #parameters: Trainable<Cvae>
  readonly #batch: BatchGradient
  readonly #slice: Slice

  constructor(run: ShardSpecification) {
    const { options, validation } = run
    // Training images are cut step by step, after they are moved.
    this.#run = { ...run, validation: validationTargets(validation, options) }
    this.#parameters = trainableCvae(run.configuration)
    this.#batch = new BatchGradient(this.#run, this.#parameters)
    this.#slice = shareOf(run.vectors.parameters.length, run.index, run.workers)
  }

  /** First part of a step: this worker's vector gets the gradient of its rows. */
  differentiate(indices: Uint32Array, step: number): LossParts {
    const { vectors, index, workers } = this.#run
    this.#parameters.assign(vectors.parameters)
    const rows = shareOf(indices.length, index, workers)
    const into = vectors.gradients[index] as Float32Array
    return this.#batch.differentiate(indices, rows, step, into)
  }

  /** Second part, after all workers' first: sums this worker's slice over the workers. */
  reduce(): void {
    const { gradients, squaredNorms } = this.#run.vectors
    const [total, ...others] = gradients as [Float32Array, ...Float32Array[]]
    const { start, end } = this.#slice
    for (const other of others)
      for (let at = start; at < end; at++) total[at] = (total[at] as number) + (other[at] as number)
    let squares = 0
    for (let at = start; at < end; at++) squares += (total[at] as number) ** 2
    squaredNorms[this.#run.index] = squares
  }

  /** Third part, after all workers' second: updates this worker's slice. */
  update(step: number): void {
    const { vectors, options, stage } = this.#run
    const norm = Math.sqrt(vectors.squaredNorms.reduce((sum, squares) => sum + squares, 0))
    if (!Number.isFinite(norm))
      throw new Error(`Step ${step}: the gradient is not finite; lower the learning rate`)
    const { averageDecay, weightDecay, beta2 } = stage
    const within = step - stage.firstStep
    const change = {
      step: within,
      learningRate: scheduledRate(within, { ...stage, totalSteps: stage.steps }),
      gradientScale: Math.min(1, options.gradientNormLimit / norm),
      averageDecay,
      weightDecay,
      beta2,
    }
    adamStep(vectors, vectors.gradients[0] as Float32Array, change, this.#slice)
  }

  /**
   * The negative ELBO of the averaged parameters on every `workers`-th validation batch,
   * summed over its images; the same noise at each call.
   */
  validate(): ElboParts[] {
    const { configuration, options, validation, vectors, index, workers } = this.#run
    this.#parameters.assign(vectors.average)
    return [...consecutiveBatches(validation.labels.length, EVALUATION_BATCH)]
      .filter((_, batch) => batch % workers === index)
      .map((indices) =>
        negativeElboSums(
          this.#parameters.networks,
          configuration,
          validation,
          indices,
          options.seed,
        ),
      )
  }
}

/** What workers are told. */
export type Order =
  | { readonly kind: 'step'; readonly indices: Uint32Array; readonly step: number }
  | { readonly kind: 'validate' }

/** Shares of the mean loss for a step; sums over validation batches for a validation. */
export interface Answer {
  readonly parts: LossParts
  readonly sums: readonly ElboParts[]
}

/** @param meet Blocks until all workers have come to the same place. */
export function carryOut(shard: Shard, order: Order, meet: () => void): Answer {
  if (order.kind === 'validate') return { parts: {}, sums: shard.validate() }
  const parts = shard.differentiate(order.indices, order.step)
  meet()
  shard.reduce()
  meet()
  shard.update(order.step)
  return { parts, sums: [] }
}
