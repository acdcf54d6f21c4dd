/**
 * Evaluates weights on the test split: the negative ELBO, and the negative conditional
 * log-likelihood by importance sampling.
 *
 *   npm run evaluate
 *   npm run evaluate -- --run build/digits            (a run's 32-bit floats)
 *   npm run evaluate -- --images 1000 --samples 100
 *
 * The grey test digits are binarized once, each pixel a Bernoulli draw with its grey level
 * as probability. The last line of the output is JSON.
 */
import { Command } from 'commander'
import type { CvaeConfiguration } from '../src/networks/configuration.ts'
import { cvaeNetworks, type Cvae } from '../src/networks/cvae.ts'
import { dispose } from '../src/tensor/ops.ts'
import { joinedParameters, readCheckpoint, RECOGNITION_FILE, SAMPLING_FILE } from './checkpoint.ts'
import { runCommand } from './command.ts'
import { batchOf, binarized, consecutiveBatches } from './data/batches.ts'
import { firstImages, readTest } from './data/dataset.ts'
import { importanceSampledCll } from './evaluation/likelihood.ts'
import { positiveInteger } from './flags.ts'
import { startBackend } from './training/backend.ts'
import { TrainableParameters } from './training/parameters.ts'
import { loadState } from './training/state.ts'
import { EVALUATION_BATCH, lossText, meanNegativeElbo } from './training/validation.ts'

interface Flags {
  readonly weights: string
  readonly run?: string
  readonly data?: string
  readonly images: number
  readonly samples: number
  readonly seed: string
}

await runCommand(async () => {
  const flags = new Command('evaluate')
    .option('--weights <dir>', 'folder of the weight files', 'weights')
    .option('--run <dir>', 'folder of a training run, to be evaluated instead')
    .option('--data <dir>', 'dataset with the test files (left out: MNIST)')
    .option('--images <n>', 'the first n test images', positiveInteger, 10_000)
    .option('--samples <n>', 'importance samples an image', positiveInteger, 100)
    .option('--seed <text>', 'seed of binarization and samples', '0')
    .parse()
    .opts<Flags>()
  await startBackend()
  const { cvae, configuration } = await networksOf(flags)
  const test = firstImages(readTest(flags.data, configuration), flags.images)
  const binary = binarized(test, flags.seed)
  const { latent } = configuration

  const grey = meanNegativeElbo(cvae, latent, test, flags.seed)
  console.log(`negative ELBO, grey pixels: ${lossText(grey)}`)
  const drawn = meanNegativeElbo(cvae, latent, binary, flags.seed)
  console.log(`negative ELBO, binarized pixels: ${lossText(drawn)}`)

  const values: number[] = []
  for (const indices of consecutiveBatches(test.labels.length, EVALUATION_BATCH)) {
    const { x, y } = batchOf(binary, indices)
    const seed = `importance ${flags.seed}/${indices[0]}`
    values.push(...importanceSampledCll(cvae, x, y, latent, flags.samples, seed))
    dispose([x, y])
  }
  const { mean, standardError } = summary(values)
  console.log(
    `negative conditional log-likelihood, binarized pixels, importance sampling, S = ${flags.samples}, ${values.length} images: ${(-mean).toFixed(2)} ± ${standardError.toFixed(2)} nats`,
  )
  console.log(
    JSON.stringify({
      images: values.length,
      samples: flags.samples,
      negativeElboGrey: grey,
      negativeElboBinarized: drawn,
      negativeCll: -mean,
      standardError,
    }),
  )
})

async function networksOf({
  run,
  weights,
}: Flags): Promise<{ cvae: Cvae; configuration: CvaeConfiguration }> {
  if (run !== undefined) {
    const { configuration, optimizer } = loadState(run)
    const parameters = new TrainableParameters(configuration)
    parameters.assign(optimizer.average)
    return { cvae: parameters.cvae, configuration }
  }
  const sampling = await readCheckpoint(weights, SAMPLING_FILE)
  const recognition = await readCheckpoint(weights, RECOGNITION_FILE)
  const { configuration } = sampling.manifest
  return {
    cvae: cvaeNetworks(joinedParameters(sampling, recognition), configuration),
    configuration,
  }
}

/** Mean, and its standard error over the images. */
function summary(values: readonly number[]): { mean: number; standardError: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return {
    mean,
    standardError: Math.sqrt(squares / Math.max(1, values.length - 1) / values.length),
  }
}
