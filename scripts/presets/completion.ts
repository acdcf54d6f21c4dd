/**
 * @file The paper's structured prediction on MNIST (section 5.1): a CVAE on a baseline network, of an
 * image of which 1, 2 or 3 quadrants are observed. `--condition '1 quadrant' --from RUN` and the like go
 * on with one of them.
 */
import type { TrainingOptions } from '../training/options.ts'
import { base } from './base.ts'

export const completion: TrainingOptions = {
  ...base,

  condition: 'quadrants',
  omission: 0.1,

  baseline: [512, 512, 512],
  latent: 32,
  recognition: [512, 512],
  scales: 3,
  generation: [512, 512, 512],
  priorHidden: [512, 512],

  pixels: 'grey',
  dropout: 0.05,

  epochs: 20,
  batch: 256,
  peakLearningRate: 4e-3,
  averageDecay: 0.999,
}
