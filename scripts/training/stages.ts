/** @file The stages of a run: training, fine-tuning, then the prior alone, each with a schedule of its own. */
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
  readonly weightDecay: number
  /** Of the way from the stage's origin to its average, what its last step takes. */
  readonly share: number
  /** Decay of Adam's second moment. */
  readonly beta2: number
}

/** Fine-tuning is short: its averages forget sooner, and its rate ends at nothing. */
const FINE_TUNING = { finalShare: 0, warmUpSteps: 50, averageDecay: 0.998, beta2: 0.99 }

/** Decay would make weights of the other networks less, which have no gradient. */
const PRIOR = { finalShare: 0, warmUpSteps: 50, averageDecay: 0.998, beta2: 0.999, weightDecay: 0 }

/** The stages that have steps, in order. */
export function stagesOf(options: TrainingOptions, stepsPerEpoch: number): Stage[] {
  const { epochs, fineTuneEpochs, fineTuneLearningRate, fineTuneShare } = options
  const { priorEpochs, priorLearningRate, priorShare } = options
  const { peakLearningRate, finalShare, warmUpSteps, averageDecay, weightDecay } = options
  const schedule = {
    peakLearningRate,
    finalShare,
    warmUpSteps,
    averageDecay,
    weightDecay,
    share: 1,
    beta2: 0.999,
  }
  const stages: Stage[] = [
    { kind: 'training', firstStep: 0, steps: epochs * stepsPerEpoch, ...schedule },
    {
      kind: 'fine-tuning',
      firstStep: epochs * stepsPerEpoch,
      steps: fineTuneEpochs * stepsPerEpoch,
      peakLearningRate: fineTuneLearningRate,
      weightDecay,
      share: fineTuneShare,
      ...FINE_TUNING,
    },
    {
      kind: 'prior',
      firstStep: (epochs + fineTuneEpochs) * stepsPerEpoch,
      steps: priorEpochs * stepsPerEpoch,
      peakLearningRate: priorLearningRate,
      share: priorShare,
      ...PRIOR,
    },
  ]
  return stages.filter(({ steps }) => steps > 0)
}

/** Passes of all stages together. */
export const epochsOf = ({
  epochs,
  fineTuneEpochs,
  priorEpochs,
}: Pick<TrainingOptions, 'epochs' | 'fineTuneEpochs' | 'priorEpochs'>): number =>
  epochs + fineTuneEpochs + priorEpochs
