/**
 * @file The model card as a page, in the sections of Mitchell et al. 2019, "Model Cards for
 * Model Reporting". Its figures are those of card, report and manifest; none is written here.
 */
import type { Manifest } from '../../src/checkpoint/manifest.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { servedModel, type ModelCard } from './card.ts'
import { completionSection } from './completion-card.ts'
import { FIGURES } from './evaluation-page.ts'
import {
  markdownTable,
  megaflops,
  acceptanceText,
  noiseText,
  percent,
  plain,
  whole,
} from './format.ts'
import type { Report } from './report.ts'
import { labelTable } from './tables.ts'

/** The page of the served weights. */
export function cardPage(card: ModelCard, report: Report, manifest: Manifest): string {
  return [
    `# Model card: ${card.model}`,
    'Written by `npm run card` from [evaluation.json](evaluation.json) and the manifest of the weights; never by hand. ± is one standard error.',
    '## Model details',
    detailsTable(card, manifest),
    '## Intended use',
    'Pictures of handwritten digits for pages, tests, teaching and as synthetic training data, by label and seed. Users are people who embed such pictures and people who study conditional generative models.',
    'Out of scope: any use as evidence that a person wrote something, as a captcha or other test of humanity, and digits of other scripts or styles than those of the data.',
    '## Factors',
    `The label is the factor that figures are given by. Temperature is the other one that a caller chooses: it trades legibility for variety. Writers are no factor: ${card.data.name} does not say who wrote a digit.`,
    '## Metrics',
    'Likelihoods tell how well the model knows real digits; agreement, how legible its own are; the Fréchet distance, precision, recall, density and coverage, how alike the distributions of drawn and real digits are in the features of the judge; training on drawn digits, how much of what a classifier needs is in them; the nearest training digit, whether they are copies. Each has a standard error of its sample; that of other seeds of training is not in it. How each is measured is in [evaluation.md](evaluation.md).',
    '## Training data',
    `${whole(card.data.trainingImages)} training digits of ${card.data.name}; ${whole(card.data.validationImages)} more were held out for choices. SHA-256 of their size, images and labels: \`${card.data.sha256}\`.`,
    '## Evaluation data',
    `The ${whole(card.data.testImages)} test digits of ${card.data.name}, which no network learned from; recipes are chosen on validation digits, and versions of the model were compared on these too.`,
    '## Quantitative analyses',
    metricsTable(card),
    'By label, the share of drawn digits that the judge reads as their label:',
    labelTable({ ...report, models: [servedModel(report, manifest)] }),
    ...temperatureSection(report, manifest),
    `![Agreement by label](${FIGURES}/agreement.svg)`,
    '## Completion',
    completionSection(card.completion),
    '## Ethical considerations',
    'The data are digits of United States census workers and school pupils of the 1980s and 1990s, collected by NIST: the handwriting of other places and times is missing. The pictures hold no personal data that is known of; how near they come to training digits is measured above.',
    '## Caveats and recommendations',
    caveats(card, report, manifest),
  ].join('\n\n')
}

function detailsTable(card: ModelCard, manifest: Manifest): string {
  const { configuration, contrast, scaleDeviation, acceptance, provenance } = manifest
  return markdownTable(
    ['', ''],
    [
      ['name and version', `${card.model}, drawings ${card.version}`],
      ['kind', `${card.description} (Sohn, Lee and Yan 2015)`],
      ['networks', networksText(configuration)],
      ['parameters', whole(card.sizes.parameters)],
      [
        'weights',
        `8 bits; ${whole(card.sizes.bytes)} bytes, ${whole(card.sizes.gzipBytes)} gzipped; SHA-256 \`${card.sha256}\``,
      ],
      ['operations a digit', megaflops(card.sizes.flops)],
      ['training', `${trainingText(provenance)}; all options are in \`weights/digits.json\``],
      ['contrast of the digits', `${contrast}`],
      ["scale of the digits' noise", noiseText(scaleDeviation)],
      ['z that digits are drawn from', acceptanceText(acceptance)],
      ['licence', card.license],
    ],
  )
}

/** The stages of a run, and what they come to. */
function trainingText({ options, steps }: Manifest['provenance']): string {
  const { epochs, objective, fineTuneEpochs, priorEpochs } = options
  return [
    `${String(epochs)} epochs`,
    ...(objective === undefined ? [] : [`objective ${String(objective)}`]),
    ...(fineTuneEpochs ? [`${String(fineTuneEpochs)} of fine-tuning`] : []),
    ...(priorEpochs ? [`${String(priorEpochs)} of the prior alone`] : []),
    `${whole(steps)} steps`,
  ].join(', ')
}

const networksText = ({ latent, generation, prior, residual }: CvaeConfiguration): string =>
  [
    `latent ${latent}`,
    `generation ${generation.join('-')}${residual ? ', residual' : ''}`,
    `prior: ${prior.kind === 'flow' ? `flow of ${prior.permutations.length} couplings` : prior.kind}`,
  ].join('; ')

function metricsTable({ metrics }: ModelCard): string {
  return markdownTable(
    ['figure', 'drawn', 'real digits', 'how'],
    metrics.map(({ name, unit, value, standardError, how, real }) => {
      const text =
        unit === 'share' ? percent : (figure: Parameters<typeof plain>[0]) => plain(figure)
      const suffix = unit === 'nats' ? ' nats' : ''
      return [
        name,
        `${text({ value, standardError })}${suffix}`,
        real === undefined ? '' : `${text(real)}${suffix}`,
        how,
      ]
    }),
  )
}

/** What temperature trades, if the report has its sweep. */
function temperatureSection(report: Report, manifest: Manifest): string[] {
  const temperatures = servedModel(report, manifest).drawn?.temperatures ?? []
  if (temperatures.length === 0) return []
  return [
    `By temperature, of ${whole(report.budget.digitsALabel * manifest.configuration.labels)} digits each:`,
    markdownTable(
      ['temperature', 'label agreement', 'FID', 'recall', 'coverage'],
      temperatures.map(({ temperature, agreement, frechet, recall, coverage }) => [
        `${temperature}`,
        percent(agreement),
        plain(frechet),
        percent(recall),
        percent(coverage),
      ]),
    ),
  ]
}

function caveats(card: ModelCard, report: Report, manifest: Manifest): string {
  const { drawn, nearest } = servedModel(report, manifest)
  const illegible = 1 - (drawn?.quality.agreement.value ?? NaN)
  const { judge, floor, synthetic } = report.real
  const points = [
    `At temperature 1, the judge does not read ${(100 * illegible).toFixed(2)} % of the drawn digits as their label; it misreads ${(100 * (1 - (judge?.accuracy.value ?? NaN))).toFixed(2)} % of real test digits, so that differences below that say little.`,
    `How many rare shapes are missing: recall is ${percentOf(drawn?.quality.recall.value)}, where training digits get ${percentOf(floor?.recall.value)}; a classifier trained on drawn digits reads ${percentOf(drawn?.synthetic.value)} of the test digits, trained on real ones ${percentOf(synthetic?.value)}. Where there are real training data, do not replace them by drawn digits.`,
    `The nearest training digit of ${whole(report.budget.nearestDigits)} drawn ones is at a distance of at least ${nearest.minimum.toFixed(2)}; of as many real test digits, ${report.real.nearest.minimum.toFixed(2)}.`,
    manifest.contrast === 1
      ? 'A picture is the mean of its pixels: smoother than a scan.'
      : `A picture is the mean of its pixels with a contrast of ${manifest.contrast}: smoother than a scan. Likelihoods are without the contrast.`,
    ...noiseCaveat(manifest),
    ...acceptanceCaveat(manifest),
    `All figures are of one training run and seed \`${report.seed}\` of the evaluation, on ${card.data.name} alone.`,
  ]
  return points.map((point) => `- ${point}`).join('\n')
}

/** What is not as the prior is, if anything. */
const noiseCaveat = ({ scaleDeviation }: Manifest): string[] =>
  scaleDeviation === undefined
    ? []
    : [
        `Digits are not drawn from the prior as it is: a seed's noise is multiplied by e^s, s normal with mean 0 and deviation ${scaleDeviation}, one s for each seed. Likelihoods are of the prior itself.`,
      ]

/** Which z are refused, if any. */
const acceptanceCaveat = ({ acceptance }: Manifest): string[] =>
  acceptance === undefined
    ? []
    : [
        `Where a network tells that the digit of a z would not be read as its label (a(z|x) < ${acceptance.threshold}), it is drawn from noise nearer to the middle. Likelihoods are of all z.`,
      ]

const percentOf = (share = NaN): string => `${(100 * share).toFixed(2)} %`
