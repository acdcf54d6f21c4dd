/** @file One answer for each label: from the expected z, and averaged over samples of the prior. */
import { conditionOf } from '../../../src/networks/condition.ts'
import { sigmoid, tidy, type Tensor2D } from '../../../src/tensor/ops.ts'
import { noiseStream } from '../../training/noise.ts'
import { averagedProbabilities, deterministicLogits } from '../inference.ts'
import type { EvaluatedNetworks } from '../source.ts'
import { gridPng } from './grid.ts'

/** L of each row of averages. */
export const AVERAGED = [1, 10, 100] as const

/** Samples of z that E[z|x] is the mean of, where it has no closed form. */
export const EXPECTED_FROM = 1000

const ENLARGEMENT = 2

/** A column each label; p(y|x, z*), z* = E[z|x], in the first row, averages over more and more samples below. */
export function inferenceSheet({ cvae, configuration }: EvaluatedNetworks): Uint8Array {
  const labels = Array.from({ length: configuration.labels }, (_, label) => label)
  const { rows: height, columns: width } = configuration.image
  const stream = noiseStream('one answer', '0')
  const noise = () => stream(labels.length, configuration.latent)
  const row = (probabilitiesOf: (x: Tensor2D) => Tensor2D) => {
    let levels = new Uint8Array()
    tidy(() => {
      const probabilities = probabilitiesOf(conditionOf(configuration, labels)).dataSync()
      levels = Uint8Array.from(probabilities, (probability) => Math.round(255 * probability))
    })
    const size = width * height
    return labels.map((label) => ({
      levels: levels.subarray(label * size, (label + 1) * size),
      width,
      height,
    }))
  }
  return gridPng(
    [
      [row((x) => sigmoid(deterministicLogits(cvae, x, noise, EXPECTED_FROM)))],
      AVERAGED.map((samples) => row((x) => averagedProbabilities(cvae, x, noise, samples))),
    ],
    ENLARGEMENT,
  )
}
