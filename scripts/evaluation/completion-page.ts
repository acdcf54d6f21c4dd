/** @file The page of completion: the paper's table beside ours, and the curves over S. */
import { ablationTable } from './completion-ablations.ts'
import { familiesOf, familyTable } from './completion-families.ts'
import type { Estimate } from './estimate.ts'
import {
  estimatorsOf,
  PROTOCOLS,
  TABULATED,
  type CompletionFigures,
  type CompletionReport,
  type EvaluatedCompletion,
  type Protocol,
} from './completion-report.ts'
import { markdownTable, NOT_MEASURED, plain, whole } from './format.ts'
import { ESTIMATOR_NAMES } from './likelihood-rows.ts'

/** Path of the curves' chart, from the page. */
export const COMPLETION_CHART = 'figures/completion.svg'

const PROTOCOL_NAMES: Readonly<Record<Protocol, string>> = {
  grey: 'Grey pixels as Bernoulli targets',
  threshold: 'Missing pixels cut at 0.5',
}

/** Sohn et al. 2015, table 1: negative conditional log-likelihood in nats. */
const PAPER_ROWS = [
  ['NN (baseline), the paper', '100.03', '62.14', '26.01'],
  ['GSNN (Monte Carlo), the paper', '100.03', '62.48', '26.20'],
  ['CVAE (Monte Carlo), the paper', '68.62', '45.57', '20.97'],
  ['CVAE (importance sampling), the paper', '64.05', '44.96', '20.97'],
]

/** The page's Markdown. */
export function completionMarkdown(report: CompletionReport): string {
  const { data, budget, seed } = report
  return [
    '# Completion',
    `Written by \`npm run evaluate -- --task completion\`, seed \`${seed}\`; never by hand. Negative conditional log-likelihood of the missing pixels, nats an image, on the test split of ${data.name}; ± is one standard error. Figures are means over ${whole(budget.images)} random test images, but those of Monte Carlo, which needs very many samples, over ${whole(budget.curveImages)} of them where no other number is told: compare them with importance sampling of the same images, in the row below.`,
    'The paper does not say whether its pixels are grey or cut at 0.5; its rows stand in both tables, and its figures are like those of grey ones. What is observed is grey in both: it is what is predicted that is cut. Grey pixels have an entropy that no model can undercut. A GSNN has no recognition network; from the one that is fitted beside it, importance sampling is further from the likelihood than Monte Carlo, and is left out.',
    ...PROTOCOLS.flatMap((protocol) => [
      `## ${PROTOCOL_NAMES[protocol]}`,
      completionTable(report, protocol),
    ]),
    '## The models',
    'In the order of the tables. Hidden widths are of baseline, recognition, prior and generation networks. x is the observed pixels alone, or a whole image with a mask; networks for any mask stand in all three columns, and were trained for more: the weights of `/complete` are such, in 8 bits; shift and distortion move training images, which makes other ones of them; normalized ones keep centre of mass and longer side. The paper has three scales of y and omitted blocks of x; what they and the other parts are worth is measured on small networks, alike in all but one of them (without the recurrent connection there is no baseline network at all, nor its guess to be added to). A family has a network for each number of quadrants, in this order: a semicolon parts those that were trained differently. "Then" is a run that went on from the one before; "28, shift in 23" is 28 epochs, in the first 23 of which images are shifted.',
    familyTable(report),
    ...ablations(report),
    '## Monte Carlo and importance sampling by S',
    curveTable(report),
    `![Both estimates against the number of samples](${COMPLETION_CHART})`,
  ].join('\n\n')
}

/** None where no small networks are in the report. */
function ablations(report: CompletionReport): string[] {
  const table = ablationTable(report)
  if (table === '') return []
  return [
    '## What the parts are worth',
    'Nats more than `small-cvae` by importance sampling, where that is the only difference: below 0, the model is better for it. All have the same test images, so that their errors in the tables above do not add up. Each is one training run of four epochs: how much runs of other seeds differ is not known, nor in any ±.',
    table,
  ]
}

/** A row for each estimate of each family of runs: those whose names differ in the quadrants alone. */
export function completionTable(report: CompletionReport, protocol: Protocol): string {
  const { data, models, budget, floors } = report
  const measured = models.filter(({ figures }) => figures[protocol] !== undefined)
  const mostImportance = budget.importanceSampleCounts.at(-1)
  const rows = [...familiesOf(measured)].flatMap(([family, members]) => {
    const row = (name: string, of: (figures: CompletionFigures) => Estimate | null | undefined) => [
      `${family}: ${name}`,
      ...TABULATED.map((condition) => {
        const member = members.find((model) => model.condition === condition)
        const figures = member?.figures[protocol]
        const estimate = figures === undefined ? undefined : of(figures)
        return estimate ? plain(estimate) : NOT_MEASURED
      }),
    ]
    // As far as all of them go: one that goes further has the rest of its curve below.
    const most = Math.min(
      ...members.map(({ figures }) => figures[protocol]?.curves.monteCarlo.at(-1)?.samples ?? NaN),
    )
    const all = [
      row('NN (baseline)', ({ baseline }) => baseline),
      row(
        `Monte Carlo, S = ${whole(most)}`,
        ({ curves }) => curves.monteCarlo.find(({ samples }) => samples === most)?.negativeCll,
      ),
      ...(members.some((model) => estimatorsOf(model).includes('importanceSampled'))
        ? [
            row(
              `importance sampling, S = ${whole(mostImportance ?? NaN)}, the same images`,
              ({ curves }) => curves.importanceSampled.at(-1)?.negativeCll,
            ),
            row('Monte Carlo as far as it went, less the row above', ({ gap }) => gap),
            row(
              `importance sampling, S = ${whole(budget.importanceSamples)}`,
              ({ importanceSampled }) => importanceSampled,
            ),
            row('negative ELBO', ({ negativeElbo }) => negativeElbo),
            row(
              `importance sampling, S = ${whole(budget.importanceSamples)}, all ${whole(data.testImages)} images`,
              (figures) => figures.whole?.importanceSampled,
            ),
            row(
              `negative ELBO, all ${whole(data.testImages)} images`,
              (figures) => figures.whole?.negativeElbo,
            ),
          ]
        : [
            row(
              `Monte Carlo, S = ${whole(budget.importanceSamples)}, ${whole(budget.images)} images`,
              ({ monteCarlo }) => monteCarlo,
            ),
          ]),
    ]
    return all.filter(([, ...cells]) => cells.some((cell) => cell !== NOT_MEASURED))
  })
  const floorRow = [
    'entropy of the grey pixels',
    ...TABULATED.map((condition) => {
      const floor = floors[condition]
      return floor === undefined ? NOT_MEASURED : plain(floor)
    }),
  ]
  return markdownTable(
    ['', ...TABULATED],
    [...PAPER_ROWS, ...(protocol === 'grey' ? [floorRow] : []), ...rows],
  )
}

/** The values of S of Monte Carlo's curves, ascending: not all curves go as far. */
function sampleCountsOf(models: readonly EvaluatedCompletion[]): number[] {
  const points = models.flatMap(({ figures }) =>
    PROTOCOLS.flatMap((protocol) => figures[protocol]?.curves.monteCarlo ?? []),
  )
  return [...new Set(points.map(({ samples }) => samples))].toSorted((one, other) => one - other)
}

function curveTable({ models }: CompletionReport): string {
  const allCounts = sampleCountsOf(models)
  const rows = models.flatMap((model) => {
    const { name, figures } = model
    return PROTOCOLS.filter((protocol) => figures[protocol] !== undefined).flatMap((protocol) =>
      estimatorsOf(model).map((estimator) => [
        name,
        protocol,
        ESTIMATOR_NAMES[estimator],
        ...allCounts.map((count) => {
          const points = figures[protocol]?.curves[estimator] ?? []
          const point = points.find(({ samples }) => samples === count)
          return point === undefined ? NOT_MEASURED : plain(point.negativeCll)
        }),
      ]),
    )
  })
  const counts = allCounts.map((samples) => `S = ${whole(samples)}`)
  return markdownTable(['model', 'pixels', 'estimator', ...counts], rows)
}
