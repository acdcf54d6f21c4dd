/**
 * @file The report of an evaluation: every figure that documents and cards show, declared
 * once. Likelihoods are in nats an image, shares in [0, 1], times in milliseconds.
 */
import * as v from 'valibot'
import { acceptanceForm } from '../../src/networks/acceptance.ts'
import { wholeNumber } from '../../src/networks/numbers.ts'
import { budgetSchema } from './budget.ts'
import { estimate } from './estimate.ts'

export const REPORT_FORMAT = 'edge-digits-evaluation-1'

/** Name of the report in its folder. */
export const REPORT_FILE = 'evaluation.json'

const negativeElbo = v.strictObject({ reconstruction: estimate, kl: estimate, total: estimate })

/** An estimator of log p(y|x) with S samples, on the calibration images. */
const calibrationPoint = v.strictObject({
  samples: wholeNumber,
  negativeCll: estimate,
  /** log p(y|x) less the ELBO, paired by image. */
  aboveElbo: estimate,
})

const binaryLikelihood = v.strictObject({
  negativeElbo,
  /** -log p(y|x) by importance sampling with the budget's S. */
  negativeCll: estimate,
  calibration: v.strictObject({
    negativeElbo: estimate,
    monteCarlo: v.array(calibrationPoint),
    importanceSampled: v.array(calibrationPoint),
  }),
})

/** How near a set of digits is to the test set, in the judge's features. */
const quality = v.strictObject({
  /** The share that the judge reads as its label. */
  agreement: estimate,
  labels: v.array(estimate),
  frechet: estimate,
  precision: estimate,
  recall: estimate,
  density: estimate,
  coverage: estimate,
})

/** Distances to the nearest training digit: Euclidean, grey levels in [0, 1]. */
const nearest = v.strictObject({ median: estimate, firstPercentile: estimate, minimum: v.number() })

const drawn = v.strictObject({
  quality,
  temperatures: v.array(v.strictObject({ temperature: v.number(), ...quality.entries })),
  /** Test accuracy of the small classifier that was trained on drawn digits. */
  synthetic: estimate,
  /** The share of the noises that the acceptance network refuses, of the digits that are read; not in reports of before. */
  refused: v.optional(estimate),
})

const cost = v.strictObject({
  parameters: v.strictObject({ served: wholeNumber, recognition: wholeNumber }),
  /** Of the served weights. */
  bytes: wholeNumber,
  gzipBytes: wholeNumber,
  /** Multiplications and additions of the dense layers for one digit. */
  flops: wholeNumber,
  /** A digit, and from the weights' bytes to the first digit: of weight files alone. */
  milliseconds: v.strictObject({
    single: v.number(),
    batch: v.number(),
    start: v.optional(v.number()),
  }),
})

const epoch = v.strictObject({
  epoch: wholeNumber,
  /** None where the objective has no ELBO. */
  training: v.nullable(v.number()),
  validation: v.number(),
})

const evaluatedModel = v.strictObject({
  name: v.string(),
  /** SHA-256 of the served weights; of a training run's floats, none. */
  sha256: v.nullable(v.string()),
  /** Bits of a weight. */
  bits: v.picklist([8, 32]),
  contrast: v.number(),
  /** Of the drawn digits; left out, they are drawn from all z. */
  acceptance: v.optional(acceptanceForm),
  /** The noise of a drawn digit is multiplied by e^s, s normal with this deviation; left out, by 1. */
  scaleDeviation: v.optional(v.number()),
  likelihood: v.strictObject({
    grey: v.strictObject({ negativeElbo }),
    dynamic: binaryLikelihood,
    threshold: binaryLikelihood,
  }),
  /** None for other digits than MNIST's, which the judge cannot read. */
  drawn: v.nullable(drawn),
  nearest,
  cost,
  /** Negative ELBO by epoch; empty where no log was given. */
  training: v.array(epoch),
})

/** Schema of {@link Report}. */
export const reportSchema = v.strictObject({
  format: v.literal(REPORT_FORMAT),
  data: v.strictObject({
    name: v.string(),
    trainingImages: wholeNumber,
    validationImages: wholeNumber,
    testImages: wholeNumber,
  }),
  seed: v.string(),
  budget: budgetSchema,
  /** What real digits get, for comparison. */
  real: v.strictObject({
    /** The judge on the test digits. */
    judge: v.nullable(v.strictObject({ accuracy: estimate, labels: v.array(estimate) })),
    /** Training digits in place of drawn ones. */
    floor: v.nullable(quality),
    /** Test accuracy of the small classifier that was trained on training digits. */
    synthetic: v.nullable(estimate),
    /** Of test digits. */
    nearest,
  }),
  models: v.array(evaluatedModel),
})

export type Report = v.InferOutput<typeof reportSchema>

export type RealFigures = Report['real']
export type EvaluatedModel = v.InferOutput<typeof evaluatedModel>
export type BinaryLikelihood = v.InferOutput<typeof binaryLikelihood>
export type NegativeElbo = v.InferOutput<typeof negativeElbo>
export type CalibrationPoint = v.InferOutput<typeof calibrationPoint>
export type Quality = v.InferOutput<typeof quality>
export type NearestFigures = v.InferOutput<typeof nearest>
export type Cost = v.InferOutput<typeof cost>
export type TrainingEpoch = v.InferOutput<typeof epoch>
