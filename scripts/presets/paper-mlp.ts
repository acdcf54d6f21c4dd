/** @file The paper's CVAE: plain MLPs and a diagonal Gaussian as the prior network's output. */
import type { TrainingOptions } from '../training/options.ts'
import { served } from './served.ts'

export const paperMlp: TrainingOptions = {
  ...served,
  latent: 16,
  recognition: [512, 512],
  generation: [512, 512],
  prior: 'gaussian',
  activation: 'relu',
  residual: false,
  klWeight: 1,
  shift: 0,
  distortion: 0,
  unshiftedEpochs: 0,
  contrast: 1,
  fineTuneEpochs: 0,
  priorEpochs: 0,
  peakLearningRate: 1e-3,
  weightDecay: 0,
  epochs: 20,
  batch: 256,
  averageDecay: 0.999,
}
