/** @file The stages of a run: training, then fine-tuning, each with a schedule of its own. */
import type { TrainingOptions } from './options.ts'

/** Steps that share a schedule. At its first step the optimizer starts anew from the average. */
export interface Stage {
  readonly kind: 'training' | 'fine-tuning'
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
}

/** Fine-tuning is short: its averages forget sooner, and its rate ends at nothing. */
const FINE_TUNING = { finalShare: 0, warmUpSteps: 50, averageDecay: 0.998, beta2: 0.99 }

/** The stages that have steps, in order. */
export function stagesOf(options: TrainingOptions, stepsPerEpoch: number): Stage[] {
  const { epochs, fineTuneEpochs, fineTuneLearningRate, fineTuneShare } = options
  const { peakLearningRate, finalShare, warmUpSteps, averageDecay } = options
  const firstStep = epochs * stepsPerEpoch
  const schedule = {
    peakLearningRate,
    finalShare,
    warmUpSteps,
    averageDecay,
    share: 1,
    beta2: 0.999,
  }
  const stages: Stage[] = [
    { kind: 'training', firstStep: 0, steps: firstStep, ...schedule },
    {
      kind: 'fine-tuning',
      firstStep,
      steps: fineTuneEpochs * stepsPerEpoch,
      peakLearningRate: fineTuneLearningRate,
      share: fineTuneShare,
      ...FINE_TUNING,
    },
  ]
  return stages.filter(({ steps }) => steps > 0)
}
