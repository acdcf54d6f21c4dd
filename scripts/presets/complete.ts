/** @file The recipe of the served completion: any mask, networks small enough for the upload. */
import type { TrainingOptions } from '../training/options.ts'
import { completion } from './completion.ts'

export const complete: TrainingOptions = {
  ...completion,

  condition: 'any mask',
  omission: 0,

  baseline: [320, 320],
  latent: 32,
  recognition: [384, 384],
  scales: 1,
  generation: [320, 320],
  priorHidden: [192],

  pixels: 'half-drawn',
  dropout: 0,

  epochs: 20,
}
