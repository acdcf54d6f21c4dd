/** @file The figures of segmentation: what is measured of each model, on which test images. */
import type { Estimate } from './estimate.ts'

/** The same test scenes without blocks in front of them and with. */
export const SCENES = ['clean', 'occluded'] as const
export type SceneKind = (typeof SCENES)[number]

/** Numbers of test images and samples. */
export interface SegmentationBudget {
  /** Images of all figures but Monte Carlo's. */
  readonly images: number
  /** L, samples of the prior that a mask is averaged over. */
  readonly averagedSamples: number
  /** S of importance sampling. */
  readonly importanceSamples: number
  /** Images of Monte Carlo, the first of the others. */
  readonly monteCarloImages: number
  /** S of Monte Carlo. */
  readonly monteCarloSamples: number
}

/** Figures of a model on test images of one kind. */
export interface SegmentationFigures {
  /** Mean over the images of intersection over union, in [0, 1]. */
  readonly meanIou: {
    /** Of the baseline network; null where a model has none. */
    readonly baseline: Estimate | null
    /** z = E[z|x]. */
    readonly deterministic: Estimate
    /** Mean probabilities over samples of z. */
    readonly averaged: Estimate
  }
  /** Negative conditional log-likelihood of all pixels of the mask, nats an image. */
  readonly negativeCll: {
    readonly baseline: Estimate | null
    readonly monteCarlo: Estimate
    readonly importanceSampled: Estimate
  }
}

/** A model and its figures. */
interface EvaluatedSegmentation {
  readonly name: string
  readonly figures: Readonly<Record<SceneKind, SegmentationFigures>>
}

/** The best threshold for all images, chosen on the test images themselves. */
export interface ThresholdFigures {
  /** Grey levels from it on are foreground. */
  readonly level: number
  readonly meanIou: Estimate
}

export interface SegmentationReport {
  readonly seed: string
  readonly budget: SegmentationBudget
  readonly threshold: Readonly<Record<SceneKind, ThresholdFigures>>
  readonly models: readonly EvaluatedSegmentation[]
}

export const SEGMENTATION_BUDGET: SegmentationBudget = {
  images: 1000,
  averagedSamples: 20,
  importanceSamples: 100,
  monteCarloImages: 200,
  monteCarloSamples: 500,
}

/** To see that it runs. */
export const QUICK_SEGMENTATION_BUDGET: SegmentationBudget = {
  images: 20,
  averagedSamples: 3,
  importanceSamples: 4,
  monteCarloImages: 10,
  monteCarloSamples: 8,
}
