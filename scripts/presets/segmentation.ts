/**
 * @file The paper's second use (section 5.2) on data of `npm run segmentation:data`: x is an image, y the
 * mask of what is in it. Smaller networks than those of `completion`, one scale, more dropout, fewer epochs.
 */
import type { TrainingOptions } from '../training/options.ts'
import { completion } from './completion.ts'

export const segmentation: TrainingOptions = {
  ...completion,

  condition: 'image',
  omission: 0.1,

  baseline: [256, 256],
  latent: 16,
  recognition: [256],
  scales: 1,
  generation: [256, 256],
  priorHidden: [256],

  dropout: 0.1,

  epochs: 6,
}
