/** @file Tiny configurations and parameters, small enough for hand work and finite differences. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { cvaeNetworks, type Cvae } from '../../src/networks/cvae.ts'
import type { ParameterSource } from '../../src/networks/parameters.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { mul, tensor, type Tensor } from '../../src/tensor/ops.ts'

/** 2 labels, 2 x 2 pixels, 3 latent units, a flow of 2 couplings. */
export const TINY_FLOW: CvaeConfiguration = {
  image: { rows: 2, columns: 2 },
  labels: 2,
  condition: 'label',
  compact: false,
  labelCode: 'one-hot',
  latent: 3,
  activation: 'silu',
  residual: true,
  deviation: 'log-variance',
  scales: 1,
  recognition: [4, 4],
  generation: [4, 4],
  prior: {
    kind: 'flow',
    hidden: [4, 4],
    permutations: [
      [2, 0, 1],
      [1, 2, 0],
    ],
  },
}

export const TINY_GAUSSIAN: CvaeConfiguration = {
  ...TINY_FLOW,
  prior: { kind: 'gaussian', hidden: [4] },
}

/** One coupling of two latent units without hidden layers: log-scale and shift are affine. */
export const HAND_WORKED_FLOW: CvaeConfiguration = {
  ...TINY_FLOW,
  latent: 2,
  prior: { kind: 'flow', hidden: [], permutations: [[1, 0]] },
}
export const handWorkedParameters: ParameterSource = (name, shape) => {
  const values: Record<string, number[]> = {
    'prior/base/mean': [0.5, -0.5, 0, 0],
    'prior/base/logVar': [0, Math.log(4), 0, 0],
    // Inputs: the kept unit, label 0, label 1. Outputs: raw log-scale, shift.
    'prior/coupling0/0/kernel': [0.4, 1, 0, 0.3, 0, 0],
    'prior/coupling0/0/bias': [0, 0],
  }
  return tensor(values[name] ?? [], [...shape])
}

/** Seeded parameters, no layer zero. */
export const randomParameters = (name: string, shape: readonly number[]): Tensor => {
  const values = new Float32Array(shape.reduce((product, length) => product * length, 1))
  fillNormal(seededGenerator('test', name), values, 0.5)
  return tensor(values, [...shape])
}

/** The same, closer to zero: no Gaussian far from the standard one. */
export const mildParameters: ParameterSource = (name, shape) =>
  mul(randomParameters(name, shape), 0.2)

/** Names and values of all parameters, and the networks over other values of them. */
export function parametersOf(configuration: CvaeConfiguration) {
  const parameters: { name: string; value: Tensor }[] = []
  cvaeNetworks((name, shape) => {
    parameters.push({ name, value: randomParameters(name, shape) })
    return tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), [...shape])
  }, configuration)
  const names = parameters.map(({ name }) => name)
  const networks = (values: readonly Tensor[]): Cvae =>
    cvaeNetworks((name) => values[names.indexOf(name)] as Tensor, configuration)
  return { names, values: parameters.map(({ value }) => value), networks }
}
