/** @file The workers of a run: a step is done when all have done theirs. */
import { Worker } from 'node:worker_threads'
import { eachPicture, type LabelledImages } from '../data/labelled-images.ts'
import type { LossParts } from './gradient.ts'
import type { OptimizerState } from './optimizer.ts'
import { carryOut, Shard, type Answer, type Order, type ShardSpecification } from './shard.ts'
import { meanOverImages, type ElboParts } from './validation.ts'
import { sharedBytes, shareVectors } from './vectors.ts'

export interface Crew {
  /** The optimizer's vectors, which the workers change. */
  readonly optimizer: OptimizerState
  /** One step on the images at `indices`; gives the parts of the batch's mean loss, in nats. */
  step(indices: Uint32Array, step: number): Promise<LossParts>
  /** The negative ELBO of the averaged parameters on the validation images. */
  validate(): Promise<ElboParts>
  close(): Promise<void>
}

/** Gives an order to all workers; their answers come in the workers' order. */
interface Hands {
  carryOut(order: Order): Promise<Answer[]>
  close(): Promise<void>
}

/**
 * Starts the workers. A single one works in this thread; several have a thread each, with
 * a backend of its own. Sums are taken in the workers' order, so that a run's bytes depend
 * on seed and number of workers, not on timing.
 */
export async function startCrew(
  run: Omit<ShardSpecification, 'vectors' | 'index' | 'workers'>,
  state: OptimizerState,
  workers: number,
): Promise<Crew> {
  const vectors = shareVectors(state, workers)
  const training = sharedImages(run.training)
  const validation = sharedImages(run.validation)
  const specifications = Array.from({ length: workers }, (_, index) => ({
    ...run,
    training,
    validation,
    vectors,
    index,
    workers,
  }))
  const hands = workers === 1 ? inThisThread(specifications) : await inThreads(specifications)
  return {
    optimizer: vectors,
    async step(indices, step) {
      const parts = await hands.carryOut({ kind: 'step', indices, step })
      return sumOf(parts.map((answer) => answer.parts))
    },
    async validate() {
      const sums = (await hands.carryOut({ kind: 'validate' })).map((answer) => answer.sums)
      // Worker i has batches i, i + workers, ...: summed in the batches' order.
      const rounds = Math.max(...sums.map(({ length }) => length))
      const ordered = Array.from({ length: rounds }, (_, round) =>
        sums.flatMap((ours) => ours.slice(round, round + 1)),
      )
      return meanOverImages(ordered.flat(), run.validation.labels.length)
    },
    close: () => hands.close(),
  }
}

function inThisThread(specifications: readonly ShardSpecification[]): Hands {
  const shards = specifications.map((specification) => new Shard(specification))
  return {
    carryOut: (order) =>
      Promise.resolve(shards.map((shard) => carryOut(shard, order, () => undefined))),
    close: () => Promise.resolve(),
  }
}

/** @throws {Error} From `carryOut`, a worker's own error: the others are stopped then. */
async function inThreads(specifications: readonly ShardSpecification[]): Promise<Hands> {
  const threads = specifications.map(
    (workerData) => new Worker(new URL('worker.ts', import.meta.url), { workerData }),
  )
  const close = async () => {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
  const failure = new Promise<never>((_, reject) => {
    for (const thread of threads) {
      thread.once('error', reject)
      thread.once('exit', (code) => reject(new Error(`A training worker ended with code ${code}`)))
    }
  })
  failure.catch(close)
  const answers = () =>
    Promise.all(
      threads.map((thread) => new Promise<Answer>((resolve) => thread.once('message', resolve))),
    )
  const ready = answers()
  await Promise.race([ready, failure])
  return {
    carryOut(order) {
      const all = answers()
      for (const thread of threads) thread.postMessage(order)
      return Promise.race([all, failure])
    },
    close,
  }
}

function sharedImages(data: LabelledImages): LabelledImages {
  return { ...eachPicture(data, sharedBytes), labels: sharedBytes(data.labels) }
}

function sumOf(shares: readonly LossParts[]): LossParts {
  const names = Object.keys(shares[0] ?? {})
  return Object.fromEntries(
    names.map((name) => [name, shares.reduce((sum, parts) => sum + (parts[name] ?? NaN), 0)]),
  )
}
