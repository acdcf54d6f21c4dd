/** @file The figures of completion: what is measured of each model, and under which protocol. */
import * as v from 'valibot'
import { cvaeConfiguration, PAPER_PARTS } from '../../src/networks/configuration.ts'
import { wholeNumber } from '../../src/networks/numbers.ts'
import { estimate } from './estimate.ts'

export const COMPLETION_FORMAT = 'edge-digits-completion-1'

/** Name of the report in its folder. */
export const COMPLETION_REPORT_FILE = 'completion.json'

/** The paper's conditions, a column each. */
export const TABULATED = Object.keys(PAPER_PARTS) as (keyof typeof PAPER_PARTS)[]

/** Grey levels as expectations, or pixels cut at 0.5: the paper does not say which it has. */
export const PROTOCOLS = ['grey', 'threshold'] as const
export type Protocol = (typeof PROTOCOLS)[number]

/** Those of the pixels that networks learned from: other pixels would be strange to them. */
export const protocolsOf = ({ pixels }: Readonly<Record<string, unknown>>): readonly Protocol[] => {
  const own = PROTOCOLS.filter((protocol) => protocol === pixels)
  return own.length > 0 ? own : PROTOCOLS
}

/** Numbers of test images and samples. */
const completionBudget = v.strictObject({
  /** Images of all figures but the curves. */
  images: wholeNumber,
  /** S on all of them, of importance sampling or, without recognition network, of Monte Carlo. */
  importanceSamples: wholeNumber,
  /** Images of the curves. */
  curveImages: wholeNumber,
  /** The values of S of importance sampling's curve, ascending. */
  importanceSampleCounts: v.pipe(v.array(wholeNumber), v.readonly()),
})

/** A curve over S, ascending. */
const curve = v.pipe(
  v.array(v.strictObject({ samples: wholeNumber, negativeCll: estimate })),
  v.readonly(),
)

/** Negative conditional log-likelihoods of the missing pixels, nats an image. */
const completionFigures = v.strictObject({
  /** Of the baseline network; null where a model has none. */
  baseline: v.nullable(estimate),
  /** Null where a model has no recognition network. */
  negativeElbo: v.nullable(estimate),
  importanceSampled: v.nullable(estimate),
  /** With as many samples on as many images, of what has no importance sampling. */
  monteCarlo: v.optional(estimate),
  /** On fewer images, the same for both estimators. */
  curves: v.strictObject({ monteCarlo: curve, importanceSampled: curve }),
  /** On all test images, where that was asked for: with as many samples as above. */
  whole: v.optional(v.strictObject({ negativeElbo: estimate, importanceSampled: estimate })),
  /** What Monte Carlo has more than importance sampling, both at their largest S, paired by image. */
  gap: v.optional(estimate),
})

/** All options of a run. */
const runOptions = v.record(v.string(), v.unknown())

/** A model and its figures under each protocol. */
const evaluatedCompletion = v.strictObject({
  name: v.string(),
  /** Of weights; of a training run's floats, none. */
  sha256: v.nullable(v.string()),
  /** What is observed: of networks that take any mask, one of several. */
  condition: v.picklist(TABULATED),
  configuration: cvaeConfiguration,
  /** Of its training. */
  options: runOptions,
  /** Of the runs that it went on from, the first one first. */
  before: v.optional(v.pipe(v.array(runOptions), v.readonly())),
  /** Under the protocols of the pixels that it was trained on. */
  figures: v.partial(v.strictObject(v.entriesFromList(PROTOCOLS, completionFigures))),
})

/** Schema of {@link CompletionReport}. */
export const completionReportSchema = v.strictObject({
  format: v.literal(COMPLETION_FORMAT),
  data: v.strictObject({ name: v.string(), testImages: wholeNumber }),
  seed: v.string(),
  budget: completionBudget,
  /** Of the grey pixels, by condition: no cross-entropy with them is below. */
  floors: v.record(v.string(), estimate),
  models: v.pipe(v.array(evaluatedCompletion), v.readonly()),
})

export type CompletionReport = v.InferOutput<typeof completionReportSchema>
export type EvaluatedCompletion = v.InferOutput<typeof evaluatedCompletion>
export type CompletionFigures = v.InferOutput<typeof completionFigures>

/** How log p(y|x) is estimated: from p(z|x), or from q(z|x,y). */
const ESTIMATORS = ['monteCarlo', 'importanceSampled'] as const

/**
 * Those that tell of a model. A GSNN has no q(z|x,y): what is fitted beside it proposes so badly here that Monte
 * Carlo is nats nearer to the likelihood.
 */
export const estimatorsOf = ({
  options,
}: Pick<EvaluatedCompletion, 'options'>): readonly (typeof ESTIMATORS)[number][] =>
  options['objective'] === 'gsnn' ? ['monteCarlo'] : ESTIMATORS

/** Monte Carlo may go further for some models of a report than for others. */
export interface MeasuredBudget extends v.InferOutput<typeof completionBudget> {
  /** The values of S of Monte Carlo's curve, ascending. */
  readonly sampleCounts: readonly number[]
  /** Whether importance sampling is measured on all test images too. */
  readonly whole: boolean
}

export const COMPLETION_BUDGET: MeasuredBudget = {
  images: 1000,
  importanceSamples: 1000,
  curveImages: 25,
  sampleCounts: [1, 10, 100, 1000, 10_000],
  whole: false,
  importanceSampleCounts: [1, 10, 100, 1000],
}

/** To see that it runs. */
export const QUICK_COMPLETION_BUDGET: MeasuredBudget = {
  images: 40,
  importanceSamples: 4,
  curveImages: 10,
  sampleCounts: [1, 4, 16],
  whole: false,
  importanceSampleCounts: [1, 4],
}
