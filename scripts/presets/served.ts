/**
 * @file The recipe of the served weights: some 51 minutes on two cores.
 */
import type { TrainingOptions } from '../training/options.ts'
import { base } from './base.ts'

export const served: TrainingOptions = {
  ...base,

  latent: 20,
  recognition: [512, 512, 512],
  generation: [640, 640, 640],
  prior: 'flow',

  pixels: 'half-drawn',
  klWeight: 0.7,
  shift: 1,
  distortion: 0.1,
  unshiftedEpochs: 16,

  contrast: 1.1,
  fineTuneEpochs: 8,
  legibleFrom: 0.7,
  priorEpochs: 20,
  priorShare: 0.6,

  epochs: 84,
  batch: 1024,
  peakLearningRate: 6.2e-3,
  averageDecay: 0.996,
}
