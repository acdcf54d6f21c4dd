/** @file Partial images of 2 x 2 pixels, and networks of them. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { tensor2d } from '../../src/tensor/ops.ts'
import { maskOfX } from '../../src/networks/partial-image.ts'
import { TINY_GAUSSIAN } from './tiny.ts'

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
