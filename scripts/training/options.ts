/** @file The options of a training run, declared once: types, validation, command line and log derive from here. */
import * as v from 'valibot'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { shuffledIndices } from '../data/batches.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(1))
const positive = v.pipe(v.number(), v.gtValue(0))
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const widths = v.array(count)

const option = <const Schema extends v.GenericSchema>(
  schema: Schema,
  value: v.InferOutput<Schema>,
  description: string,
) => v.pipe(v.optional(schema, value as never), v.description(description))

/** The defaults are the recipe of the served weights. */
export const trainingOptions = v.strictObject({
  seed: option(v.string(), '0', 'seed of parameters, order and noise'),
  epochs: option(count, 40, 'passes over the training images'),
  batch: option(count, 256, 'images a step'),
  peakLearningRate: option(positive, 4e-3, 'learning rate after the warm-up'),
  finalShare: option(share, 0.02, 'share of the peak that the cosine ends at'),
  warmUpSteps: option(count, 200, 'steps of linear warm-up'),
  beta: option(positive, 1, 'weight of the KL'),
  gradientNormLimit: option(positive, 200, 'norm that the gradient is clipped to'),
  averageDecay: option(share, 0.999, 'decay of the moving average that is exported'),
  latent: option(v.pipe(count, v.minValue(2)), 16, 'units of z'),
  recognition: option(widths, [512, 512, 512], 'hidden widths of q(z|x,y)'),
  generation: option(widths, [640, 640, 640], 'hidden widths of p(y|x,z)'),
  prior: option(v.picklist(['flow', 'gaussian']), 'flow', 'p(z|x): flow or gaussian'),
  priorHidden: option(widths, [128, 128], 'hidden widths of p(z|x)'),
  couplings: option(count, 6, 'affine couplings of the flow'),
})

export type TrainingOptions = v.InferOutput<typeof trainingOptions>

/** The networks' sizes for a dataset; the flow's permutations are drawn from the seed. */
export function configurationFor(
  options: TrainingOptions,
  data: { readonly rows: number; readonly columns: number; readonly labelCount: number },
): CvaeConfiguration {
  const { latent, recognition, generation, priorHidden: hidden, couplings, seed } = options
  return {
    image: { rows: data.rows, columns: data.columns },
    labels: data.labelCount,
    latent,
    recognition,
    generation,
    prior:
      options.prior === 'gaussian'
        ? { kind: 'gaussian', hidden }
        : {
            kind: 'flow',
            hidden,
            permutations: Array.from({ length: couplings }, (_, index) => [
              ...shuffledIndices(latent, `permutation ${index}`, seed),
            ]),
          },
  }
}
