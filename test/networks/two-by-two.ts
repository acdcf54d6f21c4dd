/** @file Partial images of 2 x 2 pixels, and networks of them. */
import { type CvaeConfiguration } from '../../src/networks/configuration.ts'
import { cvaeNetworks, type Cvae } from '../../src/networks/cvae.ts'
import { tensor, tensor2d, type Tensor } from '../../src/tensor/ops.ts'
import { maskOfX } from '../../src/networks/partial-image.ts'
import { randomParameters, TINY_GAUSSIAN } from './tiny.ts'

/** 2 x 2 pixels, of which some are observed, with a baseline network. */
export const COMPLETION: CvaeConfiguration = {
  ...TINY_GAUSSIAN,
  condition: '1 quadrant',
  baseline: [4, 4],
}

/** What stands for an observed pixel in the mask of x. */
export const [SEEN = NaN] = maskOfX([1])

/** [visible, mask]: the first image shows its left half, the second nothing but one pixel of 0. */
export const given = tensor2d([
  [1, 0, 0.5, 0, SEEN, 0, SEEN, 0],
  [0, 0, 0, 0, 0, 0, 0, SEEN],
])
export const y = tensor2d([
  [1, 0.2, 0.5, 1],
  [0, 1, 0.7, 0],
])
export const noise = () => tensor2d([0.3, -0.5, 0.9, -0.1, 0.8, 0.2], [2, 3])

/** Random parameters, and the networks over them. */
export function parametersOf(configuration: CvaeConfiguration) {
  const values: Tensor[] = []
  const names: string[] = []
  cvaeNetworks((name, shape) => {
    names.push(name)
    values.push(randomParameters(name, shape))
    return tensor(new Float32Array(shape.reduce((a, b) => a * b, 1)), [...shape])
  }, configuration)
  const networks = (given_: readonly Tensor[]): Cvae =>
    cvaeNetworks((name) => given_[names.indexOf(name)] as Tensor, configuration)
  return { names, values, networks }
}
