/** @file The figures of completion: what is measured of each model, and under which protocol. */
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import type { Estimate } from './estimate.ts'

/** Grey levels as expectations, or pixels cut at 0.5: the paper does not say which it has. */
export const PROTOCOLS = ['grey', 'threshold'] as const
export type Protocol = (typeof PROTOCOLS)[number]

/** Those of the pixels that networks learned from: other pixels would be strange to them. */
export const protocolsOf = ({ pixels }: Readonly<Record<string, unknown>>): readonly Protocol[] => {
  const own = PROTOCOLS.filter((protocol) => protocol === pixels)
  return own.length > 0 ? own : PROTOCOLS
}

/** Numbers of test images and samples. */
interface CompletionBudget {
  /** Images of the baseline and of importance sampling. */
  readonly images: number
  /** S of importance sampling on all of them. */
  readonly importanceSamples: number
  /** Images of the curves. */
  readonly curveImages: number
  /** The values of S of importance sampling's curve, ascending. */
  readonly importanceSampleCounts: readonly number[]
}

/** Monte Carlo may go further for some models of a report than for others. */
export interface MeasuredBudget extends CompletionBudget {
  /** The values of S of Monte Carlo's curve, ascending. */
  readonly sampleCounts: readonly number[]
}

/** A point of a curve over S. */
interface CurvePoint {
  readonly samples: number
  readonly negativeCll: Estimate
}

/** Negative conditional log-likelihoods of the missing pixels, nats an image. */
export interface CompletionFigures {
  /** Of the baseline network; null where a model has none. */
  readonly baseline: Estimate | null
  readonly negativeElbo: Estimate
  readonly importanceSampled: Estimate
  /** On fewer images, the same for both estimators. */
  readonly curves: {
    readonly monteCarlo: readonly CurvePoint[]
    readonly importanceSampled: readonly CurvePoint[]
  }
}

/** A model and its figures under each protocol. */
export interface EvaluatedCompletion {
  readonly name: string
  readonly condition: CvaeConfiguration['condition']
  readonly configuration: CvaeConfiguration
  /** Of its training. */
  readonly options: Readonly<Record<string, unknown>>
  /** Of the runs that it went on from, the first one first. */
  readonly before?: readonly Readonly<Record<string, unknown>>[]
  /** Under the protocols of the pixels that it was trained on. */
  readonly figures: Readonly<Partial<Record<Protocol, CompletionFigures>>>
}

export interface CompletionReport {
  readonly seed: string
  readonly budget: CompletionBudget
  /** Of the grey pixels, by condition: no cross-entropy with them is below. */
  readonly floors: Readonly<Record<string, Estimate>>
  readonly models: readonly EvaluatedCompletion[]
}

export const COMPLETION_BUDGET: MeasuredBudget = {
  images: 1000,
  importanceSamples: 1000,
  curveImages: 25,
  sampleCounts: [1, 10, 100, 1000, 10_000],
  importanceSampleCounts: [1, 10, 100, 1000],
}

/** To see that it runs. */
export const QUICK_COMPLETION_BUDGET: MeasuredBudget = {
  images: 40,
  importanceSamples: 4,
  curveImages: 10,
  sampleCounts: [1, 4, 16],
  importanceSampleCounts: [1, 4],
}
