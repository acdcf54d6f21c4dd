/** @file The paper's CVAE: plain MLPs and a diagonal Gaussian as the prior network's output. */
import type { TrainingOptions } from '../training/options.ts'
import { base } from './base.ts'

export const paperMlp: TrainingOptions = {
  ...base,
  latent: 16,
  recognition: [512, 512],
  generation: [512, 512],
  activation: 'relu',
  residual: false,
  pixels: 'half-drawn',
  peakLearningRate: 1e-3,
  weightDecay: 0,
  epochs: 20,
  batch: 256,
  averageDecay: 0.999,
}
