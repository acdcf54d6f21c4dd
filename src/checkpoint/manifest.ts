/**
 * @file The manifest of a weight file: what was trained, from what, how good it is, and
 * where each parameter lies.
 */
import * as v from 'valibot'
import { acceptanceForm } from '../networks/acceptance.ts'
import { cvaeConfiguration } from '../networks/configuration.ts'
import { wholeNumber } from '../networks/numbers.ts'
import { weightFileEntries } from './weight-file.ts'

export const CHECKPOINT_FORMAT = 'edge-digits-checkpoint-1'

/** Options of a training run, as the command took them. */
const runOptions = v.record(
  v.string(),
  v.union([v.string(), v.number(), v.boolean(), v.array(v.number())]),
)

const losses = v.strictObject({ reconstruction: v.number(), kl: v.number() })

/** Schema of {@link Manifest}. */
export const manifestSchema = v.strictObject({
  format: v.literal(CHECKPOINT_FORMAT),
  /** Name of the weights: other weights have another. */
  model: v.pipe(v.string(), v.regex(/^[a-z0-9.-]+$/)),
  configuration: cvaeConfiguration,
  /** Factor on the logits of drawn digits, which are softer than ink; the likelihood has none. */
  contrast: v.pipe(v.number(), v.gtValue(0)),
  /** A seed's noise is multiplied by e^s, s normal with this deviation; left out, and in the likelihood, by 1. */
  scaleDeviation: v.optional(v.pipe(v.number(), v.gtValue(0))),
  /** Of the network that tells which z digits are drawn from; the likelihood is of all z. */
  acceptance: v.optional(acceptanceForm),
  provenance: v.strictObject({
    options: runOptions,
    /** Of the runs that this one went on from, the first one first. */
    before: v.optional(v.array(runOptions)),
    /** Threads that shared each step: the last bits of its sums depend on them. */
    workers: v.optional(wholeNumber, 1),
    /** SHA-256 of the size of the training images, of these and of their labels: see scripts/data/dataset.ts. */
    dataset: weightFileEntries.sha256,
    steps: wholeNumber,
  }),
  /** Negative ELBO on the validation images, nats an image. */
  metrics: v.strictObject({ float32: losses, quantized: losses }),
  ...weightFileEntries,
})

export type Manifest = v.InferOutput<typeof manifestSchema>
