/** @file The stages of a run: training, fine-tuning, the prior; each with a schedule of its own. */
import type { TrainingOptions } from './options.ts'

/** Steps that share a schedule. At its first step the optimizer starts anew from the average. */
export interface Stage {
  readonly kind: 'training' | 'fine-tuning' | 'prior'
  /** Of the run, from 0. */
  readonly firstStep: number
  readonly steps: number
  readonly peakLearningRate: number
  readonly finalShare: number
  readonly warmUpSteps: number
  readonly averageDecay: number
  /** Of the way from the stage's origin to its average, what its last step takes. */
  readonly share: number
  /** Decay of Adam's second moment. */
  readonly beta2: number
  readonly weightDecay: number
}

/** Fine-tuning is short: its averages forget sooner, and its rate ends at nothing. */
const FINE_TUNING = { finalShare: 0, warmUpSteps: 50, averageDecay: 0.998, beta2: 0.99 }

/** The prior alone is a small network: it goes on at the rate of a beginning. What has no gradient stays. */
const PRIOR = {
  peakLearningRate: 2e-3,
  finalShare: 0.01,
  warmUpSteps: 200,
  averageDecay: 0.998,
  share: 1,
  beta2: 0.999,
  weightDecay: 0,
}

/** Epochs of all stages. */
export const passes = ({ epochs, fineTuneEpochs, priorEpochs }: TrainingOptions): number =>
  epochs + fineTuneEpochs + priorEpochs

/** The stages that have steps, in order. */
export function stagesOf(options: TrainingOptions, stepsPerEpoch: number): Stage[] {
  const { epochs, fineTuneEpochs, fineTuneLearningRate, fineTuneShare, priorEpochs } = options
  const { peakLearningRate, finalShare, warmUpSteps, averageDecay, weightDecay } = options
  const schedule = {
    peakLearningRate,
    finalShare,
    warmUpSteps,
    averageDecay,
    share: 1,
    beta2: 0.999,
    weightDecay,
  }
  const fineTuning = epochs * stepsPerEpoch
  const prior = fineTuning + fineTuneEpochs * stepsPerEpoch
  const stages: Stage[] = [
    { kind: 'training', firstStep: 0, steps: fineTuning, ...schedule },
    {
      kind: 'fine-tuning',
      firstStep: fineTuning,
      steps: prior - fineTuning,
      peakLearningRate: fineTuneLearningRate,
      share: fineTuneShare,
      weightDecay,
      ...FINE_TUNING,
    },
    { kind: 'prior', firstStep: prior, steps: priorEpochs * stepsPerEpoch, ...PRIOR },
  ]
  return stages.filter(({ steps }) => steps > 0)
}
