/** @file Fits the acceptance network to what classifiers read of digits that the trained networks draw. */
import { Tinypool } from 'tinypool'
import { acceptanceLogits } from '../../../src/networks/acceptance.ts'
import { conditionOf } from '../../../src/networks/condition.ts'
import { bernoulliLogLikelihood } from '../../../src/tensor/layers.ts'
import {
  dispose,
  mean,
  mul,
  tensor2d,
  type Scalar,
  type Tensor2D,
} from '../../../src/tensor/ops.ts'
import { fit, type FitEpoch } from '../fit.ts'
import { bytesOf, floatsOf, type RunState } from '../state.ts'
import { normalKernels } from '../trainable.ts'
import { trainableAcceptance } from './parameters.ts'
import type { ClassifierWeights } from '../train-classifiers.ts'
import type { ReadDigits, ReadingTask } from './read-digits.ts'

/** Drawn and read, part by part, so that the number of threads changes nothing. */
const PARTS = 20

/** The network is small: a pass takes some six seconds on one thread, all of them two and a half minutes. */
const FIT = {
  epochs: 24,
  batch: 1000,
  peakLearningRate: 1e-2,
  finalShare: 0,
  warmUpSteps: 100,
  averageDecay: 0.995,
}

/**
 * Parameters of a(z|x) for a finished run. Its state and the readers determine every byte.
 *
 * @param onEpoch The loss is in nats a digit.
 */
export async function fitAcceptance(
  { configuration, options, optimizer, workers }: RunState,
  readers: readonly ClassifierWeights[],
  onEpoch: (report: FitEpoch) => void = () => {},
): Promise<Float32Array> {
  const { contrast, seed, acceptanceDigits } = options
  const size = Math.ceil(acceptanceDigits / PARTS)
  const { labels, z, read } = await readInParts(
    Array.from({ length: PARTS }, (_, part) => ({
      configuration,
      parameters: optimizer.average,
      contrast,
      readers,
      seed,
      digits: size,
      first: part * size,
    })),
    workers,
  )
  const trainable = trainableAcceptance(configuration, options.acceptance)
  const fitted = fit(
    trainable,
    normalKernels(trainable.layout, seed, 1),
    {
      examples: labels.length,
      loss: (network, indices) => {
        const x = conditionOf(
          configuration,
          indices.map((index) => labels[index] as number),
        )
        const logits = acceptanceLogits(network, x, rowsAt(z, indices, configuration.latent))
        return mul<Scalar>(mean(bernoulliLogLikelihood(logits, rowsAt(read, indices, 1))), -1)
      },
    },
    { ...FIT, seed: `${seed}/acceptance` },
    onEpoch,
  )
  dispose(trainable.variables)
  return fitted
}

async function readInParts(tasks: readonly ReadingTask[], threads: number): Promise<ReadDigits> {
  const pool = new Tinypool({
    filename: new URL('read-digits.ts', import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  })
  try {
    const parts = await Promise.all(tasks.map(async (task) => (await pool.run(task)) as ReadDigits))
    return {
      labels: Buffer.concat(parts.map(({ labels }) => labels)),
      z: floatsOf(Buffer.concat(parts.map(({ z }) => bytesOf(z)))),
      read: floatsOf(Buffer.concat(parts.map(({ read }) => bytesOf(read)))),
    }
  } finally {
    await pool.destroy()
  }
}

/** Some rows, [indices.length, units]. */
function rowsAt(values: Float32Array, indices: Uint32Array, units: number): Tensor2D {
  const rows = new Float32Array(indices.length * units)
  indices.forEach((index, row) =>
    rows.set(values.subarray(index * units, (index + 1) * units), row * units),
  )
  return tensor2d(rows, [indices.length, units])
}
