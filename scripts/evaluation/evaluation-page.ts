/** @file The page of an evaluation: its tables, and the charts beside it. */
import { NEIGHBOURS, type Budget } from './budget.ts'
import { agreementChart } from './figures/agreement.ts'
import { calibrationChart } from './figures/calibration.ts'
import type { Chart } from './figures/chart.ts'
import { AVERAGED, EXPECTED_FROM } from './figures/inference-sheet.ts'
import { lossChart } from './figures/losses.ts'
import { sizeChart } from './figures/size.ts'
import { temperatureChart } from './figures/temperature.ts'
import { whole } from './format.ts'
import type { Report } from './report.ts'
import { calibrationTable } from './likelihood-rows.ts'
import { costTable, labelTable, likelihoodTable, qualityTable } from './tables.ts'

/** Folder of the figures beside the page. */
export const FIGURES = 'figures'

/** The charts that the report has figures for, by name. */
export function chartsOf(report: Report): Map<ChartName, Chart> {
  const [first] = report.models
  const drawn = first?.drawn
  const { judge } = report.real
  const charts = new Map<ChartName, Chart>([['calibration', calibrationChart(report)]])
  if (report.models.some(({ training }) => training.length > 0))
    charts.set('losses', lossChart(report))
  if (report.models.length > 1) charts.set('size', sizeChart(report.models))
  if (first !== undefined && drawn && judge) {
    charts.set('agreement', agreementChart(first.name, drawn.quality.labels, judge.labels))
    const digits = report.budget.digitsALabel * judge.labels.length
    charts.set('temperature', temperatureChart(first.name, drawn.temperatures, digits))
  }
  return charts
}

type ChartName = 'agreement' | 'calibration' | 'losses' | 'size' | 'temperature'

/** The page of all figures. */
export function evaluationMarkdown(report: Report): string {
  const { data, seed, budget, models } = report
  const charts = chartsOf(report)
  const first = models[0]?.name ?? ''
  const chart = (name: ChartName, alt: string) =>
    charts.has(name) ? [`![${alt}](${FIGURES}/${name}.svg)`] : []
  return [
    '# Evaluation',
    `Written by \`npm run evaluate\` from [evaluation.json](evaluation.json), seed \`${seed}\`; never by hand. All figures are on the test split of ${data.name}, which no network learned from. ± is one standard error.`,
    '## Likelihood',
    likelihoodNotes(budget),
    likelihoodTable(report),
    ...Object.entries(NOTES).flatMap(([preset, note]) =>
      models.some(({ name }) => name === preset) ? [note] : [],
    ),
    'The two estimators by S, on the same digits, one Bernoulli draw a pixel: -log p(y|x) in nats, and how far log p(y|x) lies above the ELBO, paired by image.',
    calibrationTable(report),
    ...chart(
      'calibration',
      'Both estimates of log p(y|x), less the ELBO, against the number of samples',
    ),
    '## Drawn digits',
    qualityNotes(report),
    qualityTable(report),
    ...(models.some(({ name }) => name === 'gsnn') ? [GSNN_DRAWS] : []),
    ...(report.real.judge === null
      ? []
      : ['The share of digits that the judge reads as their label, by label:', labelTable(report)]),
    ...chart('agreement', `Agreement by label of digits drawn by ${first} and of real test digits`),
    ...chart('temperature', `Agreement, FID and recall of ${first} by temperature`),
    '## Cost',
    "The served networks: prior, acceptance and generation. Operations are multiplications and additions of the dense layers, of a digit that is accepted at once. Times are medians of rounds in which models that were evaluated together take turns, on the WASM backend in one thread, from seed to logits: those of models that were added to the report on other days (`--add`) do not compare. Weights of 8 bits run as the service runs them, by integer products; runs, of 32 bits, by the backend's own: times compare among those of equal bits.",
    costTable(report),
    ...chart('size', 'Likelihood and distance to real digits against the time of a digit'),
    '## Pictures',
    `Samples of ${first} as they are served: a row is a label, a column a seed.`,
    `![Samples of every label](${FIGURES}/samples.png)`,
    `Reconstructions by ${first}: in each pair of rows, test digits above, and below them the mean of p(y|x, z) at z = E[z|x,y].`,
    `![Test digits and their reconstructions](${FIGURES}/reconstructions.png)`,
    `One answer for each label by ${first}: in the first row p(y|x, z*) of deterministic inference, z* = E[z|x], of a flow the mean of ${whole(EXPECTED_FROM)} samples of z; below it the averages over L = ${AVERAGED.join(', ')} samples of the prior.`,
    `![One digit of each label by deterministic and by averaged inference](${FIGURES}/inference.png)`,
    `Of ${whole(budget.nearestDigits)} digits drawn by ${first}, that of each label which comes nearest to a training digit, and below it that one:`,
    `![Drawn digits above the training digits that they come nearest to](${FIGURES}/nearest.png)`,
    `The latent manifold of ${first}: the first unit of the prior's noise from left to right, the second from top to bottom, both at quantiles of the normal distribution from 1/30 to 29/30; all other units are 0.`,
    `![Digits over two units of the noise](${FIGURES}/manifold.png)`,
    ...(charts.has('losses') ? ['## Training'] : []),
    ...chart('losses', 'Negative ELBO of training and validation digits by epoch'),
  ].join('\n\n')
}

/** Its best figures are bad ones. */
const GSNN_DRAWS =
  'A GSNN, and the hybrid, draw nearly the mean digit of a label: agreement, precision and density are high and say nothing of it; FID, recall and coverage do.'

/** What readers of a preset's rows ask first, by preset. */
const NOTES = {
  gsnn: 'A GSNN has no recognition network; for its ELBO and importance sampling one is fitted beside it, which it learns nothing from.',
  'width-256':
    '`width-256` and the others are the served recipe with generation networks of that width, trained for six epochs without fine-tuning and acceptance network, and in 8 bits, as they would be served: what size buys (`npm run study -- size`).',
  blog: '`blog` is the model of a much-read review, which reports a loss of 127 and says neither batch size nor pixels nor split. Batches of 8 and pixels cut at 0.5 give it on training and validation images (scripts/presets/blog.ts has the figures, and what other settings gave); of test images it is the negative ELBO of thresholded pixels above. Of two latent units the prior finds those of an image: Monte Carlo seems the tighter bound here.',
}

const likelihoodNotes = (budget: Budget): string =>
  `Nats an image; less is better. "Drawn" pixels are one Bernoulli draw each, with the grey level as probability; "thresholded" pixels are cut at 0.5; "grey" pixels enter as expectations, so that their figure is no likelihood. The ELBO takes one sample of z an image, importance sampling S = ${budget.importanceSamples} from the recognition network, on the first ${whole(budget.images)} test images. Monte Carlo samples from the prior; with few samples it finds no z near an image and is far too high, so it is shown with S = ${whole(budget.sampleCounts.at(-1) ?? NaN)} on ${budget.calibrationImages} images drawn at random, beside importance sampling on the same ones. Both are bounds that a larger S tightens.`

/** How the drawings were chosen where they have choices beyond training; the test digits had a say in some. */
const chosenBy = (models: Report['models']): string =>
  models.some(({ acceptance }) => acceptance !== undefined)
    ? '; the threshold of the acceptance network, the scale of the noise and the contrast were chosen by what other classifiers read and learned, and by the coverage of training digits; that of the test digits was looked at before, of candidates with wider noise and with a contrast'
    : ''

function qualityNotes({ budget, models, real, data }: Report): string {
  const labels = real.judge?.labels.length ?? 0
  if (labels === 0) return 'Without a judge, which reads MNIST alone, only distances are measured.'
  return `Digits are drawn at temperature 1 as they are served, in the 8 bits of a PNG. The judge is a convolutional network trained on real digits, which no network learns from${chosenBy(models)}. It reads ${whole(budget.readDigitsALabel)} digits of each label. FID, precision, recall, density and coverage are in its features (FID of ${whole(budget.digitsALabel)} digits a label; the others with k = ${NEIGHBOURS} and ${whole(budget.neighbourhoodDigits)} digits on each side). In the column of real digits, as many training digits take the place of drawn ones, except for agreement (all compared test digits) and the nearest digit (test digits). "Train on these" is the test accuracy of a small classifier that was trained on ${whole(budget.trainedDigitsALabel * labels)} digits for ${budget.trainedEpochs} epochs. Distances are Euclidean, over grey levels from 0 to 1, to all ${whole(data.trainingImages + data.validationImages)} training digits; a copy would be at 0.`
}
