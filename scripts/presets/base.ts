/**
 * @file What recipes have in common unless they say otherwise: the paper's objective, images as they are, neither
 * contrast nor scale of the noise nor acceptance network, and no stages but training. Of the other stages it has the
 * usual options, which do nothing where a stage has no epochs.
 */
import type { TrainingOptions } from '../training/options.ts'

export const base = {
  seed: '0',

  condition: 'label',
  compact: false,
  omission: 0,
  baseline: [],

  scales: 1,
  prior: 'gaussian',
  priorHidden: [128, 128],
  couplings: 8,
  labelCode: 'one-hot',
  activation: 'silu',
  residual: true,
  deviation: 'log-variance',

  objective: 'cvae',
  samples: 1,
  alpha: 1,
  klWeight: 1,
  klAnnealEpochs: 0,
  dropout: 0,
  shift: 0,
  distortion: 0,
  normalized: false,
  distortedContrast: 1,
  unshiftedEpochs: 0,

  contrast: 1,
  scaleDeviation: 0,
  acceptance: [],
  acceptanceDigits: 600_000,
  acceptanceThreshold: 0.8,
  fineTuneEpochs: 0,
  fineTuneLearningRate: 6e-4,
  fineTuneShare: 0.75,
  fineTuneSamples: 5,
  legibility: 80,
  legibleFrom: 1,
  resemblance: 200,
  priorEpochs: 0,
  priorLearningRate: 2e-3,
  priorShare: 1,

  finalShare: 0.02,
  warmUpSteps: 200,
  weightDecay: 0.1,
  gradientNormLimit: 200,
} as const satisfies Partial<TrainingOptions>
