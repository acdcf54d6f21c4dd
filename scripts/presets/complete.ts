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
  generation: [352, 352],
  priorHidden: [320, 320],

  dropout: 0,

  epochs: 30,
}
