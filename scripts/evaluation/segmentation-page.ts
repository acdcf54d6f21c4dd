/** @file The page of segmentation: one table for all models and both kinds of test images, and pictures. */
import type { Estimate } from './estimate.ts'
import { markdownTable, NOT_MEASURED, percent, plain, whole } from './format.ts'
import {
  SCENES,
  type SceneKind,
  type SegmentationFigures,
  type SegmentationReport,
} from './segmentation-report.ts'

/** Path of a model's pictures, from the page. */
export const sheetOf = (model: string): string => `figures/${model}.png`

/** The page's Markdown. */
export function segmentationMarkdown(report: SegmentationReport): string {
  const { budget, seed, models, threshold } = report
  const levels = SCENES.map((scenes) => `${threshold[scenes].level} (${scenes})`).join(' and ')
  return [
    '# Segmentation',
    `Written by \`npm run evaluate -- --task segmentation\` (\`npm run study -- segmentation\` makes its data and runs too), seed \`${seed}\`; never by hand. x is a digit on clutter and noise, y the mask of the whole digit, 28 x 28 pixels each; occluded scenes are the same with one to three blocks in front of them (\`npm run segmentation:data\`). Each model is named after the scenes that it was trained on, and measured on both kinds.`,
    segmentationTable(report),
    `Mean intersection over union of the masks where a probability is above a half, and negative conditional log-likelihood (CLL) of the whole mask in nats an image; ± is one standard error. Means over ${whole(budget.images)} random test images, of Monte Carlo over ${whole(budget.monteCarloImages)} of them. Samples an image: L = ${whole(budget.averagedSamples)} in the averaged mask, S = ${whole(budget.monteCarloSamples)} of Monte Carlo (from the prior network), S = ${whole(budget.importanceSamples)} of importance sampling (from the recognition network). Both estimators give too large a negative CLL on average, the less so the greater S is. The threshold is the best one for all these test images, chosen with their masks known: ${levels}.`,
    '## Pictures',
    'The first test scenes, clean on the left and occluded on the right: image, true mask, first guess of the baseline network, mask at z = E[z|x], and samples of the CVAE, all as probabilities.',
    ...models.map(({ name }) => `${name}:\n\n![Masks of ${name}](${sheetOf(name)})`),
  ].join('\n\n')
}

/** A row for each way to predict of each model. */
export function segmentationTable({ models, threshold }: SegmentationReport): string {
  return markdownTable(
    ['trained on', '', ...SCENES.flatMap((kind) => [`${kind}: mean IoU`, `${kind}: negative CLL`])],
    [
      row('', 'best threshold', (kind) => ({ meanIou: threshold[kind].meanIou })),
      ...models.flatMap(({ name, figures }) =>
        PREDICTIONS.map(([method, cellsOf]) =>
          row(name.replace(/^run-/, ''), method, (kind) => cellsOf(figures[kind])),
        ),
      ),
    ],
  )
}

/** What a row tells of one kind of test images, as far as it is measured. */
interface Cells {
  readonly meanIou?: Estimate | null
  readonly negativeCll?: Estimate | null
}

function row(model: string, method: string, cellsOf: (kind: SceneKind) => Cells): string[] {
  const cells = SCENES.flatMap((kind) => {
    const { meanIou, negativeCll } = cellsOf(kind)
    return [
      meanIou ? percent(meanIou) : NOT_MEASURED,
      negativeCll ? plain(negativeCll) : NOT_MEASURED,
    ]
  })
  return [model, method, ...cells]
}

const PREDICTIONS: readonly (readonly [string, (figures: SegmentationFigures) => Cells])[] = [
  [
    'NN (baseline)',
    ({ meanIou, negativeCll }) => ({
      meanIou: meanIou.baseline,
      negativeCll: negativeCll.baseline,
    }),
  ],
  ['CVAE, z = E[z\\|x]', ({ meanIou }) => ({ meanIou: meanIou.deterministic })],
  ['CVAE, mean of samples', ({ meanIou }) => ({ meanIou: meanIou.averaged })],
  ['CVAE, Monte Carlo', ({ negativeCll }) => ({ negativeCll: negativeCll.monteCarlo })],
  [
    'CVAE, importance sampling',
    ({ negativeCll }) => ({ negativeCll: negativeCll.importanceSampled }),
  ],
]
