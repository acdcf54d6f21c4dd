/** @file The task of a thread: draws digits by the trained networks, and has classifiers read them. */
import { conditionOf } from '../../../src/networks/condition.ts'
import type { CvaeConfiguration } from '../../../src/networks/configuration.ts'
import { generationLogits } from '../../../src/networks/generation.ts'
import { priorSample } from '../../../src/networks/prior.ts'
import { seededNoise } from '../../../src/sampling/noise.ts'
import { oneHot } from '../../../src/tensor/one-hot.ts'
import {
  addN,
  dispose,
  exp,
  mul,
  sigmoid,
  tensor2d,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '../../../src/tensor/ops.ts'
import { crossEntropy } from '../../classifier/cross-entropy.ts'
import { classifierActivations } from '../../classifier/network.ts'
import { trainableClassifier } from '../../classifier/parameters.ts'
import { startBackend } from '../backend.ts'
import { trainableCvae } from '../parameters.ts'
import { FITTED_SCALE_DEVIATION } from '../options.ts'
import type { ClassifierWeights } from '../train-classifiers.ts'

await startBackend()

export interface ReadingTask {
  readonly configuration: CvaeConfiguration
  /** Of all networks, in the order of the configuration's layout. */
  readonly parameters: Float32Array
  /** Factor on the logits of the digits. */
  readonly contrast: number
  readonly readers: readonly ClassifierWeights[]
  /** Of the noise. */
  readonly seed: string
  /** How many, the first of which is number `first`: of each label in turn. */
  readonly digits: number
  readonly first: number
}

/** What was drawn, digit by digit. */
export interface ReadDigits {
  readonly labels: Uint8Array
  /** [digits * latent]. */
  readonly z: Float32Array
  /** The probability of its label, by the mean reader. */
  readonly read: Float32Array
}

/** Drawn together: more would not be faster. */
const ROWS = 500

export default function readDigits(task: ReadingTask): ReadDigits {
  const { configuration, digits, first, seed } = task
  const { labels: labelCount, latent } = configuration
  const labels = Uint8Array.from({ length: digits }, (_, digit) => (first + digit) % labelCount)
  const form = { latent, scaleDeviation: FITTED_SCALE_DEVIATION }
  const noise = new Float32Array(digits * latent)
  for (let digit = 0; digit < digits; digit++)
    noise.set(seededNoise(`digit to be read ${seed}/${first + digit}`, form, 1), digit * latent)

  const z = new Float32Array(noise.length)
  const read = new Float32Array(digits)
  // Networks make tensors of their own beside the variables; arrays are filled, since a tidy looks through what it gives.
  tidy(() => {
    const cvae = trainableCvae(configuration)
    cvae.assign(task.parameters)
    const readers = task.readers.map((reader) => {
      const trainable = trainableClassifier(reader.configuration)
      trainable.assign(reader.parameters)
      return trainable
    })
    for (let start = 0; start < digits; start += ROWS) {
      const part = labels.subarray(start, start + ROWS)
      const [latents, probabilities] = tidy((): [Tensor2D, Tensor1D] => {
        const x = conditionOf(configuration, part)
        const ofPart = noise.subarray(start * latent, (start + part.length) * latent)
        const drawn = priorSample(cvae.networks.prior, x, tensor2d(ofPart, [part.length, latent]))
        const logits = generationLogits(cvae.networks.generation, x, drawn)
        const levels = sigmoid(mul<Tensor2D>(logits, task.contrast))
        const target = oneHot(part, labelCount)
        const readings = readers.map(({ networks }) => {
          const activations = classifierActivations(networks, levels, { differentiated: 'images' })
          return exp(mul<Tensor1D>(crossEntropy(activations.logits, target), -1))
        })
        return [drawn, mul(addN<Tensor1D>(readings), 1 / readings.length)]
      })
      z.set(latents.dataSync<'float32'>(), start * latent)
      read.set(probabilities.dataSync<'float32'>(), start)
      dispose([latents, probabilities])
    }
    dispose([...cvae.variables, ...readers.flatMap(({ variables }) => variables)])
  })
  return { labels, z, read }
}
