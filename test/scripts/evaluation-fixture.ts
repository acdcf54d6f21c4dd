/** @file A small report with figures that are easy to find again. */
import type { Estimate } from '../../scripts/evaluation/estimate.ts'
import { QUICK_BUDGET } from '../../scripts/evaluation/budget.ts'
import {
  REPORT_FORMAT,
  type EvaluatedModel,
  type Quality,
  type Report,
} from '../../scripts/evaluation/report.ts'

const of = (value: number, standardError: number): Estimate => ({ value, standardError })

/** Figures in the features of a judge. */
export const QUALITY: Quality = {
  agreement: of(0.996, 0.0006),
  labels: Array.from({ length: 10 }, (_, label) => of(label === 3 ? 0.98 : 1, 0.001)),
  frechet: of(4.34, 0.05),
  precision: of(0.91, 0.004),
  recall: of(0.852, 0.005),
  density: of(1.02, 0.01),
  coverage: of(0.943, 0.003),
}

const negativeElbo = (reconstruction: number, kl: number) => ({
  reconstruction: of(reconstruction, 0.2),
  kl: of(kl, 0.1),
  total: of(reconstruction + kl, 0.25),
})

const point = (samples: number, negativeCll: number, aboveElbo: number) => ({
  samples,
  negativeCll: of(negativeCll, 1.5),
  aboveElbo: of(aboveElbo, 0.2),
})

const binary = (cll: number) => ({
  negativeElbo: negativeElbo(66, 18),
  negativeCll: of(cll, 0.23),
  calibration: {
    negativeElbo: of(84, 1.6),
    monteCarlo: [point(1, 250, -166), point(16, 150, -66)],
    importanceSampled: [point(1, 84, 0), point(16, 81, 3)],
  },
})

const nearest = {
  median: of(3.91, 0.03),
  firstPercentile: of(1.5, 0.1),
  minimum: 1.25,
}

/** A model with a figure of every kind. */
export const MODEL: EvaluatedModel = {
  name: 'digits-9',
  sha256: 'a'.repeat(64),
  bits: 8,
  contrast: 1.1,
  likelihood: {
    grey: { negativeElbo: negativeElbo(70, 17.5) },
    dynamic: binary(82.05),
    threshold: binary(67.5),
  },
  drawn: {
    quality: QUALITY,
    temperatures: [
      { temperature: 0.8, ...QUALITY, frechet: of(11.1, 0.2) },
      { temperature: 1, ...QUALITY },
    ],
    synthetic: of(0.9837, 0.0013),
  },
  nearest,
  cost: {
    parameters: { served: 1_466_672, recognition: 948_768 },
    bytes: 1_480_640,
    gzipBytes: 1_136_537,
    flops: 2_912_512,
    milliseconds: { single: 0.4321, batch: 0.0612, start: 3.21 },
  },
  training: [
    { epoch: 1, training: 142.1, validation: 107.6 },
    { epoch: 2, training: null, validation: 97.4 },
  ],
}

/** A report of one model. */
export const REPORT: Report = {
  format: REPORT_FORMAT,
  data: { name: 'MNIST', trainingImages: 55_000, validationImages: 5000, testImages: 10_000 },
  seed: '0',
  budget: QUICK_BUDGET,
  real: {
    judge: { accuracy: of(0.993, 0.0008), labels: QUALITY.labels },
    floor: { ...QUALITY, frechet: of(2.01, 0.03) },
    synthetic: of(0.9895, 0.001),
    nearest: { ...nearest, median: of(4.43, 0.04) },
  },
  models: [MODEL],
}

/** A model of a run, of which no digits were drawn. */
export const RUN: EvaluatedModel = {
  ...MODEL,
  name: 'gsnn',
  sha256: null,
  bits: 32,
  drawn: null,
  cost: { ...MODEL.cost, milliseconds: { single: 0.5, batch: 0.1 } },
}

/** A report of both. */
export const TWO_MODELS: Report = { ...REPORT, models: [MODEL, RUN] }
