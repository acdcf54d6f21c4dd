/** @file The figures of segmentation: what is measured of each model, on which test images. */
import * as v from 'valibot'
import { wholeNumber } from '../../src/networks/numbers.ts'
import { estimate } from './estimate.ts'

export const SEGMENTATION_FORMAT = 'edge-digits-segmentation-1'

/** Name of the report in its folder. */
export const SEGMENTATION_FILE = 'segmentation.json'

/** The same test scenes without blocks in front of them and with. */
export const SCENES = ['clean', 'occluded'] as const
export type SceneKind = (typeof SCENES)[number]

/** Numbers of test images and samples. */
const segmentationBudget = v.strictObject({
  /** Images of all figures but Monte Carlo's. */
  images: wholeNumber,
  /** L, samples of the prior that a mask is averaged over. */
  averagedSamples: wholeNumber,
  /** S of importance sampling. */
  importanceSamples: wholeNumber,
  /** Images of Monte Carlo, the first of the others. */
  monteCarloImages: wholeNumber,
  /** S of Monte Carlo. */
  monteCarloSamples: wholeNumber,
})

/** Figures of a model on test images of one kind. */
const segmentationFigures = v.strictObject({
  /** Mean over the images of intersection over union, in [0, 1]. */
  meanIou: v.strictObject({
    /** Of the baseline network; null where a model has none. */
    baseline: v.nullable(estimate),
    /** z = E[z|x]. */
    deterministic: estimate,
    /** Mean probabilities over samples of z. */
    averaged: estimate,
  }),
  /** Negative conditional log-likelihood of all pixels of the mask, nats an image. */
  negativeCll: v.strictObject({
    baseline: v.nullable(estimate),
    monteCarlo: estimate,
    importanceSampled: estimate,
  }),
})

/** The best threshold for all images, chosen on the test images themselves. */
const thresholdFigures = v.strictObject({
  /** Grey levels from it on are foreground. */
  level: v.number(),
  meanIou: estimate,
})

const ofScenes = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.strictObject(v.entriesFromList(SCENES, schema))

/** Schema of {@link SegmentationReport}. */
export const segmentationReportSchema = v.strictObject({
  format: v.literal(SEGMENTATION_FORMAT),
  seed: v.string(),
  budget: segmentationBudget,
  threshold: ofScenes(thresholdFigures),
  models: v.pipe(
    v.array(v.strictObject({ name: v.string(), figures: ofScenes(segmentationFigures) })),
    v.readonly(),
  ),
})

export type SegmentationReport = v.InferOutput<typeof segmentationReportSchema>
export type SegmentationBudget = v.InferOutput<typeof segmentationBudget>
export type SegmentationFigures = v.InferOutput<typeof segmentationFigures>
export type ThresholdFigures = v.InferOutput<typeof thresholdFigures>

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
