/** @file The page of completion: the paper's table beside ours, and the curves over S. */
import type { Estimate } from './estimate.ts'
import {
  PROTOCOLS,
  type CompletionFigures,
  type CompletionReport,
  type EvaluatedCompletion,
  type Protocol,
} from './completion-report.ts'
import { markdownTable, NOT_MEASURED, plain, whole } from './format.ts'

/** The paper's conditions, a column each. */
export const TABULATED = ['1 quadrant', '2 quadrants', '3 quadrants'] as const

export const isTabulated = (condition: string): boolean =>
  TABULATED.some((one) => one === condition)

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

/** The page's Markdown. @param chart Path of the curves' chart, from the page. */
export function completionMarkdown(report: CompletionReport, chart: string): string {
  const { budget, seed } = report
  return [
    '# Completion',
    `Written by \`npm run evaluate -- --task completion\`, seed \`${seed}\`; never by hand. Negative conditional log-likelihood of the missing pixels, nats an image, on MNIST's test split; ± is one standard error. The baseline and importance sampling (S = ${whole(budget.importanceSamples)}) are means over ${whole(budget.images)} random test images, Monte Carlo (S = ${whole(budget.sampleCounts.at(-1) ?? NaN)}) over ${whole(budget.curveImages)} of them. What is observed is grey under both protocols: it is what is predicted that is cut.`,
    ...PROTOCOLS.flatMap((protocol) => [
      `## ${PROTOCOL_NAMES[protocol]}`,
      completionTable(report, protocol),
    ]),
    '## Monte Carlo and importance sampling by S',
    curveTable(report),
    `![Both estimates against the number of samples](${chart})`,
  ].join('\n\n')
}

/** A row for each estimate of each family of runs: those whose names differ in the quadrants alone. */
export function completionTable({ models }: CompletionReport, protocol: Protocol): string {
  const measured = models.filter(({ figures }) => figures[protocol] !== undefined)
  const families = Map.groupBy(measured, familyOf)
  const rows = [...families].flatMap(([family, members]) => {
    const row = (name: string, of: (figures: CompletionFigures) => Estimate | null | undefined) => [
      `${family}: ${name}`,
      ...TABULATED.map((condition) => {
        const member = members.find((model) => model.condition === condition)
        const figures = member?.figures[protocol]
        const estimate = figures === undefined ? undefined : of(figures)
        return estimate ? plain(estimate) : NOT_MEASURED
      }),
    ]
    return [
      row('NN (baseline)', ({ baseline }) => baseline),
      row('Monte Carlo', ({ curves }) => curves.monteCarlo.at(-1)?.negativeCll),
      row('importance sampling', ({ importanceSampled }) => importanceSampled),
      row('negative ELBO', ({ negativeElbo }) => negativeElbo),
    ]
  })
  return markdownTable(['', ...TABULATED], [...PAPER_ROWS, ...rows])
}

/** `cvae-2` and `cvae-3` are of one family. */
export const familyOf = ({ name }: Pick<EvaluatedCompletion, 'name'>): string =>
  name.replace(/-[123]$/, '')

function curveTable({ models, budget }: CompletionReport): string {
  const rows = models.flatMap(({ name, figures }) =>
    PROTOCOLS.filter((protocol) => figures[protocol] !== undefined).flatMap((protocol) =>
      (['monteCarlo', 'importanceSampled'] as const).map((estimator) => [
        name,
        protocol,
        estimator === 'monteCarlo' ? 'Monte Carlo' : 'importance sampling',
        ...budget.sampleCounts.map((count) => {
          const points = figures[protocol]?.curves[estimator] ?? []
          const point = points.find(({ samples }) => samples === count)
          return point === undefined ? NOT_MEASURED : plain(point.negativeCll)
        }),
      ]),
    ),
  )
  const counts = budget.sampleCounts.map((samples) => `S = ${whole(samples)}`)
  return markdownTable(['model', 'pixels', 'estimator', ...counts], rows)
}
