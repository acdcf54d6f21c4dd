/** @file The rows of ELBO and conditional log-likelihood, and the table of their estimators. */
import type { Budget } from './budget.ts'
import { markdownTable, plain, whole } from './format.ts'
import type { EvaluatedModel, NegativeElbo, Report } from './report.ts'
import { optional, type Row } from './rows.ts'

/** The estimators as documents and charts name them. */
export const ESTIMATOR_NAMES = {
  importanceSampled: 'importance sampling',
  monteCarlo: 'Monte Carlo',
} as const

/** The pixels of a likelihood as documents name them. */
const PIXEL_NAMES = { dynamic: 'drawn', threshold: 'thresholded' } as const

/** -log p(y|x) in a Markdown table, where a bar would end the cell. */
const NEGATIVE_CLL = '-log p(y\\|x)'

/** All likelihoods, in nats an image. */
export const likelihoodRows = (budget: Budget): Row[] => [
  ...elboRows('grey', ({ likelihood }) => likelihood.grey.negativeElbo),
  ...binaryRows('dynamic', budget),
  ...binaryRows('threshold', budget),
]

function elboRows(pixels: string, of: (model: EvaluatedModel) => NegativeElbo): Row[] {
  return [
    { name: `negative ELBO, ${pixels} pixels`, of: (model) => plain(of(model).total) },
    { name: 'of it reconstruction', of: (model) => plain(of(model).reconstruction) },
    { name: 'of it KL', of: (model) => plain(of(model).kl) },
  ]
}

function binaryRows(
  kind: keyof typeof PIXEL_NAMES,
  { importanceSamples, sampleCounts, calibrationImages }: Budget,
): Row[] {
  const pixels = `${PIXEL_NAMES[kind]} pixels`
  const most = whole(sampleCounts.at(-1) ?? NaN)
  return [
    ...elboRows(PIXEL_NAMES[kind], ({ likelihood }) => likelihood[kind].negativeElbo),
    {
      name: `${NEGATIVE_CLL}, ${pixels}, importance sampling, S = ${importanceSamples}`,
      of: ({ likelihood }) => plain(likelihood[kind].negativeCll),
    },
    ...(['importanceSampled', 'monteCarlo'] as const).map((estimator) => ({
      name: `${NEGATIVE_CLL}, ${pixels}, ${ESTIMATOR_NAMES[estimator]}, S = ${most}, ${calibrationImages} images`,
      of: ({ likelihood }: EvaluatedModel) =>
        optional(likelihood[kind].calibration[estimator].at(-1)?.negativeCll, plain),
    })),
  ]
}

/** Both estimators by S, a row for each model and S: what the chart of the calibration shows. */
export function calibrationTable({ models }: Report): string {
  const rows = models.flatMap(({ name, likelihood }) => {
    const { negativeElbo, importanceSampled, monteCarlo } = likelihood.dynamic.calibration
    const cells = importanceSampled.map((importance, index) => [
      name,
      whole(importance.samples),
      ...[importance, monteCarlo[index]].flatMap((point) => [
        optional(point?.negativeCll, plain),
        optional(point?.aboveElbo, plain),
      ]),
    ])
    return [[name, 'negative ELBO', plain(negativeElbo), '', '', ''], ...cells]
  })
  const columns = Object.values(ESTIMATOR_NAMES).flatMap((estimator) => [
    `${NEGATIVE_CLL}, ${estimator}`,
    'above the ELBO',
  ])
  return markdownTable(['model', 'S', ...columns], rows)
}
