/** @file The options of a training run, declared once: types, validation, command line, presets and log derive from here. */
import * as v from 'valibot'
import { acceptanceForm } from '../../src/networks/acceptance.ts'
import {
  CONDITIONS,
  FLOW_READS_ONE_HOT,
  flowReadsOneHot,
  type CvaeConfiguration,
} from '../../src/networks/configuration.ts'
import { count, wholeNumber } from '../../src/networks/numbers.ts'
import { shuffledIndices } from '../data/batches.ts'
import { positive, share } from '../numbers.ts'

/**
 * Deviation of the scales of the noise that acceptance networks are fitted to: more than is served, since further out
 * more digits are illegible, and there is more to learn.
 */
export const FITTED_SCALE_DEVIATION = 0.25

const notNegative = v.pipe(v.number(), v.minValue(0))
const widths = v.array(count)

const option = <const Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description))

/** Schema of {@link TrainingOptions}; the presets give each a value. */
export const trainingOptions = v.pipe(
  v.strictObject({
    seed: option(v.string(), 'seed of parameters, order and noise'),
    // The condition
    condition: option(
      v.picklist(CONDITIONS),
      'x: the label, an image of which 1, 2 or 3 quadrants, any of these or any mask is observed, or image: another one than y',
    ),
    omission: option(share, "of an image's area, what a block that is left out of x has at most"),
    compact: option(
      v.optional(v.boolean(), false),
      'of 1, 2 or 3 quadrants, whether x is the observed pixels alone and y the missing ones, without a mask',
    ),
    // The networks
    baseline: option(widths, 'hidden widths of the baseline network; empty: none'),
    latent: option(v.pipe(count, v.minValue(2)), 'units of z'),
    recognition: option(widths, 'hidden widths of q(z|x,y)'),
    scales: option(
      v.pipe(count, v.maxValue(3)),
      'sizes at which y is predicted of an image: 1, or 2 or 3 with halves and quarters',
    ),
    generation: option(widths, 'hidden widths of p(y|x,z)'),
    prior: option(
      v.picklist(['flow', 'gaussian', 'standard']),
      'p(z|x): flow, gaussian or standard',
    ),
    priorHidden: option(widths, 'hidden widths of p(z|x)'),
    couplings: option(count, 'affine couplings of the flow'),
    labelCode: option(v.picklist(['one-hot', 'scalar']), 'x of a label: one-hot or scalar'),
    activation: option(v.picklist(['silu', 'relu']), 'of hidden layers: silu or relu'),
    residual: option(v.boolean(), 'whether layers of equal width add their input'),
    deviation: option(
      v.picklist(['log-variance', 'softplus']),
      "form of a Gaussian's deviation: log-variance or softplus",
    ),
    // The objective
    pixels: option(
      v.picklist(['grey', 'drawn', 'half-drawn', 'threshold']),
      'targets: grey levels, fresh Bernoulli draws of them (of every second image: half-drawn), or black and white at 0.5',
    ),
    objective: option(
      v.picklist(['cvae', 'gsnn', 'hybrid', 'importance-weighted']),
      'cvae, gsnn, hybrid or importance-weighted',
    ),
    samples: option(count, 'samples of z an image: L, or K of the importance-weighted bound'),
    alpha: option(share, 'share of the CVAE in the hybrid'),
    klWeight: option(notNegative, 'weight of the KL, 1 + beta, of cvae and hybrid'),
    klAnnealEpochs: option(notNegative, 'epochs in which that weight rises from 0'),
    dropout: option(v.pipe(share, v.ltValue(1)), 'share of hidden units dropped in training'),
    shift: option(
      v.optional(wholeNumber, 0),
      'pixels that training images are moved at most, down or up and across',
    ),
    distortion: option(
      // From a half on, some maps would mirror the image, or make a line of it.
      v.optional(v.pipe(share, v.ltValue(0.5)), 0),
      'what the entries of a random linear map of each training image differ from the identity by, at most',
    ),
    normalized: option(
      v.optional(v.boolean(), false),
      'whether a distorted image keeps its centre of mass and the length of its longer side, which MNIST normalized; without effect where none is distorted',
    ),
    distortedContrast: option(
      v.optional(v.pipe(v.number(), v.minValue(1)), 1),
      "factor on how far a distorted image's levels are from a half, cut at 0 and 1; between pixels they are blurred, and 1.12 gives MNIST's digits as many grey pixels as they had",
    ),
    unshiftedEpochs: option(
      v.optional(wholeNumber, 0),
      'last epochs of the training in which no image is shifted or distorted; as many as all of them: none ever is',
    ),
    // The drawn digits
    contrast: option(positive, 'factor on the logits of drawn digits; the likelihood has none'),
    scaleDeviation: option(
      v.optional(notNegative, 0),
      `deviation of s, where the noise of each served seed is multiplied by e^s; likelihood and fine-tuning have none; an acceptance network is fitted to digits of ${FITTED_SCALE_DEVIATION}, so take less`,
    ),
    acceptance: option(
      v.optional(widths, []),
      'hidden widths of a(z|x), which tells the z of legible digits once all else is trained; empty: none; likelihood and fine-tuning have none',
    ),
    acceptanceDigits: option(
      v.optional(v.pipe(count, v.minValue(1000)), 600_000),
      'digits that are drawn and read by classifiers to fit it',
    ),
    acceptanceThreshold: option(
      v.optional(acceptanceForm.entries.threshold, 0.8),
      'of a(z|x), from which on a digit is drawn from z; else from noise nearer to the middle',
    ),
    fineTuneEpochs: option(
      wholeNumber,
      'passes that fine-tune by the importance-weighted bound, guided by classifiers; 0 for none',
    ),
    fineTuneLearningRate: option(positive, 'peak learning rate of the fine-tuning'),
    fineTuneShare: option(
      share,
      'share of the fine-tuned parameters in the result, the rest being those before',
    ),
    fineTuneSamples: option(count, 'K of the importance-weighted bound, in fine-tuning'),
    legibility: option(notNegative, "weight of the guides' cross-entropy, in fine-tuning"),
    legibleFrom: option(
      v.optional(v.pipe(share, v.gtValue(0)), 1),
      'probability that a guide gives to the label of a drawn digit from which on it is not made more legible; 1: all are; without effect on completions',
    ),
    resemblance: option(notNegative, 'weight of the distance to real digits, in fine-tuning'),
    priorEpochs: option(
      v.optional(wholeNumber, 0),
      'last passes, which fit the prior network alone; 0 for none',
    ),
    priorLearningRate: option(v.optional(positive, 2e-3), 'peak learning rate of these passes'),
    priorShare: option(
      v.optional(share, 1),
      'share of the prior network that they fitted in the result, the rest being the one before',
    ),
    // The optimizer
    epochs: option(count, 'passes over the training images'),
    batch: option(count, 'images a step'),
    peakLearningRate: option(positive, 'learning rate after the warm-up'),
    finalShare: option(share, 'share of the peak that the cosine ends at'),
    warmUpSteps: option(notNegative, 'steps of linear warm-up'),
    weightDecay: option(
      notNegative,
      "share of a parameter that a step at rate 1 takes off (AdamW's)",
    ),
    gradientNormLimit: option(positive, 'norm that the gradient is clipped to'),
    averageDecay: option(share, 'decay of the moving average that is exported'),
  }),
  v.check(({ prior, labelCode }) => flowReadsOneHot(prior, labelCode), FLOW_READS_ONE_HOT),
  v.check(
    ({ prior, priorEpochs }) => prior !== 'standard' || priorEpochs === 0,
    'a standard prior has nothing to fit: --prior-epochs 0',
  ),
  v.check(
    ({ condition, fineTuneEpochs }) => condition !== 'image' || fineTuneEpochs === 0,
    'the guides of fine-tuning read digits, not what is predicted of another image',
  ),
  v.check(
    ({ condition, normalized }) => condition !== 'image' || !normalized,
    'only images of ink on paper can be normalized, not those that hold something else too',
  ),
  v.check(
    ({ condition, acceptance }) => condition === 'label' || acceptance.length === 0,
    'an acceptance network is for digits drawn from a label: --acceptance=',
  ),
  v.check(
    ({ compact, fineTuneEpochs }) => !compact || fineTuneEpochs === 0,
    'the guides of fine-tuning read digits, not the missing pixels alone',
  ),
)

export type TrainingOptions = v.InferOutput<typeof trainingOptions>

/** The networks' sizes for a dataset; the flow's permutations are drawn from the seed. */
export function configurationFor(
  options: TrainingOptions,
  data: { readonly rows: number; readonly columns: number; readonly labelCount: number },
): CvaeConfiguration {
  const { condition, compact, baseline, latent, recognition, scales, generation } = options
  const { labelCode, activation, residual, deviation } = options
  return {
    condition,
    compact,
    ...(baseline.length === 0 ? {} : { baseline }),
    image: { rows: data.rows, columns: data.columns },
    labels: data.labelCount,
    labelCode,
    latent,
    activation,
    residual,
    deviation,
    recognition,
    scales,
    generation,
    prior: priorConfiguration(options),
  }
}

function priorConfiguration(options: TrainingOptions): CvaeConfiguration['prior'] {
  const { prior: kind, priorHidden: hidden, couplings, latent, seed } = options
  if (kind === 'standard') return { kind }
  if (kind === 'gaussian') return { kind, hidden }
  const permutations = Array.from({ length: couplings }, (_, index) => [
    ...shuffledIndices(latent, `permutation ${index}`, seed),
  ])
  return { kind, hidden, permutations }
}
