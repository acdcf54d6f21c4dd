/** @file The objective that a run's options choose, at a step of the run. */
import { cvaeObjective } from './objectives/cvae.ts'
import { gsnnObjective } from './objectives/gsnn.ts'
import { hybridObjective } from './objectives/hybrid.ts'
import { importanceWeightedObjective } from './objectives/importance-weighted.ts'
import type { Objective } from './objectives/loss.ts'
import type { TrainingOptions } from './options.ts'

/** @param progress Epochs done, with their fraction. */
export function objectiveAt(options: TrainingOptions, progress: number): Objective {
  const { objective, samples, alpha } = options
  const klWeight = annealedKlWeight(options, progress)
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

/** The weight of the KL: it rises linearly to its end over the first epochs. */
export function annealedKlWeight(
  { klWeight, klAnnealEpochs }: Pick<TrainingOptions, 'klWeight' | 'klAnnealEpochs'>,
  progress: number,
): number {
  return klAnnealEpochs === 0 ? klWeight : klWeight * Math.min(1, progress / klAnnealEpochs)
}
