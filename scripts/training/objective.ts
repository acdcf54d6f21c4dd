/** @file The objective and the targets that a run's options choose, at a step of the run. */
import { onBaseline } from './objectives/baseline.ts'
import { cvaeObjective } from './objectives/cvae.ts'
import { gsnnObjective } from './objectives/gsnn.ts'
import { hybridObjective } from './objectives/hybrid.ts'
import { importanceWeightedObjective } from './objectives/importance-weighted.ts'
import type { Objective } from './objectives/loss.ts'
import { priorObjective } from './objectives/prior.ts'
import type { TrainingOptions } from './options.ts'
import type { Stage } from './stages.ts'

/**
 * The objective of training; fine-tuning takes the importance-weighted bound, since the
 * recognition network of a KL weight below 1 is too narrow a proposal for the likelihood.
 *
 * @param progress Epochs done, with their fraction.
 */
export function objectiveAt(
  options: TrainingOptions,
  kind: Stage['kind'],
  progress: number,
): Objective {
  if (kind === 'prior') return priorObjective
  return onBaseline(
    kind === 'fine-tuning'
      ? importanceWeightedObjective(options.fineTuneSamples)
      : trainingObjective(options, annealedKlWeight(options, progress)),
  )
}

function trainingObjective(
  { objective, samples, alpha }: TrainingOptions,
  klWeight: number,
): Objective {
  switch (objective) {
    case 'cvae':
      return cvaeObjective(samples, klWeight)
    case 'gsnn':
      return gsnnObjective(samples)
    case 'hybrid':
      return hybridObjective(alpha, samples, klWeight)
    case 'importance-weighted':
      return importanceWeightedObjective(samples)
  }
}

/**
 * Fine-tuning is for the likelihood of black and white pixels, as it is measured; partial images that are
 * completed are grey.
 */
export const pixelsAt = (
  { pixels, condition }: TrainingOptions,
  kind: Stage['kind'],
): TrainingOptions['pixels'] =>
  kind === 'fine-tuning' && condition === 'label' && pixels !== 'threshold' ? 'drawn' : pixels

/** The weight of the KL: it rises linearly to its end over the first epochs. */
export function annealedKlWeight(
  { klWeight, klAnnealEpochs }: Pick<TrainingOptions, 'klWeight' | 'klAnnealEpochs'>,
  progress: number,
): number {
  return klAnnealEpochs === 0 ? klWeight : klWeight * Math.min(1, progress / klAnnealEpochs)
}
