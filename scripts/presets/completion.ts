/**
 * @file The paper's structured prediction on MNIST (section 5.1): a CVAE on a baseline network, one
 * quadrant observed. `--condition '2 quadrants'` and the like give the others.
 */
import type { TrainingOptions } from '../training/options.ts'
import { served } from './served.ts'

export const completion: TrainingOptions = {
  ...served,

  condition: '1 quadrant',
  omission: 0.4,

  baseline: [512, 512, 512],
  latent: 32,
  recognition: [512, 512],
  scales: 3,
  generation: [512, 512, 512],
  prior: 'gaussian',
  priorHidden: [512, 512],

  klWeight: 1,
  dropout: 0.1,
  contrast: 1,
  fineTuneEpochs: 0,

  epochs: 20,
}
