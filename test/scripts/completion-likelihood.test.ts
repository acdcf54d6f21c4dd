import { describe, expect, it } from 'vitest'
import { importanceSampledCll, monteCarloCll } from '../../scripts/evaluation/likelihood.ts'
import { withoutTensors } from '../../scripts/evaluation/log-mean-exp.ts'
import { noiseStream } from '../../scripts/training/noise.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { conditionFrom, cvaeNetworks } from '../../src/networks/cvae.ts'
import { gaussianLogDensity, gaussianSample } from '../../src/networks/gaussian.ts'
import { outputLogLikelihood } from '../../src/networks/generation.ts'
import { priorLogDensity, priorSample } from '../../src/networks/prior.ts'
import { recognize } from '../../src/networks/recognition.ts'
import {
  add,
  concat,
  slice,
  sub,
  tensor2d,
  type Tensor,
  type Tensor2D,
} from '../../src/tensor/ops.ts'
import { randomParameters } from '../networks/tiny.ts'
import { COMPLETION, given, y as completed } from '../networks/two-by-two.ts'

const x = tensor2d([
  [1, 0],
  [0, 1],
])
const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length

/** One pixel and one latent unit: logit 2 z + x, prior N(0, 1), recognition N(y, 4). */

/** Partial images, with and without a mask in x and a baseline network. */
const { baseline, ...MASKED } = COMPLETION
const COMPLETIONS: [string, CvaeConfiguration][] = [
  ['a mask', MASKED],
  ['a mask and a first guess', COMPLETION],
  ['any mask, a label and a first guess', { ...COMPLETION, condition: 'any mask' }],
  ['observed pixels alone', { ...MASKED, compact: true }],
  ['observed pixels alone and a first guess', { ...MASKED, baseline, compact: true }],
  // Of z alone, a first layer as wide as z would add it.
  ['a first guess, and as many latent units as hidden ones', { ...COMPLETION, latent: 4 }],
]

describe.each(COMPLETIONS)('of x with %s, the estimators', (_of, configuration) => {
  const cvae = cvaeNetworks(randomParameters, configuration)
  const partial = configuration.compact ? tensor2d([[0.5], [0]]) : given
  const isTold = configuration.condition === 'any mask'
  const all = conditionFrom(cvae, isTold ? concat([partial, x], 1) : partial)
  const levels = configuration.compact ? slice(completed, [0, 0], [-1, 3]) : completed
  const counts = [1, 3, 260] // two passes, of 250 samples at most

  /** log of the mean of exp, all samples one by one. */
  function direct(purpose: string, logOf: (noise: Tensor2D) => Tensor): number[][] {
    const stream = noiseStream(purpose, 'test')
    const values = Array.from({ length: 260 }, () =>
      withoutTensors(() => logOf(stream(2, configuration.latent)).dataSync()),
    )
    return counts.map((count) =>
      [0, 1].map((image) => {
        const ours = values.slice(0, count).map((value) => Math.exp(value[image] ?? NaN))
        return Math.log(mean(ours))
      }),
    )
  }
  const likelihood = (z: Tensor2D) => outputLogLikelihood(cvae.generation, all, z, levels)
  const difference = (found: readonly Float64Array[], expected: number[][]) =>
    Math.max(
      ...expected.flatMap((row, at) =>
        row.map((value, image) => Math.abs(value - (found[at]?.[image] ?? NaN))),
      ),
    )

  it('are direct sums over samples of the prior', () => {
    const found = monteCarloCll(cvae, configuration, all, levels, counts, 'test')
    const expected = direct('Monte Carlo samples', (noise) =>
      likelihood(priorSample(cvae.prior, all, noise)),
    )
    expect(difference(found, expected)).toBeLessThan(1e-5)
  })

  it('are direct sums over weighted samples of the recognition network', () => {
    const found = importanceSampledCll(cvae, configuration, all, levels, counts, 'test')
    const q = recognize(cvae.recognition, all, levels)
    const expected = direct('importance samples', (noise) => {
      const z = gaussianSample(q, noise)
      const weight = sub(priorLogDensity(cvae.prior, all, z), gaussianLogDensity(q, z))
      return add(likelihood(z), weight)
    })
    expect(difference(found, expected)).toBeLessThan(1e-5)
  })
})
