/**
 * @file The manifest of a weight file: what was trained, from what, how good it is, and
 * where each parameter lies. `weightsManifest` is TensorFlow.js's own format.
 */
import * as v from 'valibot'
import { cvaeConfiguration } from '../networks/configuration.ts'

export const CHECKPOINT_FORMAT = 'edge-digits-checkpoint-1'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const sha256 = v.pipe(v.string(), v.hash(['sha256']))

const weight = v.strictObject({
  name: v.string(),
  shape: v.array(count),
  dtype: v.literal('float32'),
  /** value = byte * scale + min; left out where the file holds 32-bit floats. */
  quantization: v.exactOptional(
    v.strictObject({ dtype: v.literal('uint8'), scale: v.number(), min: v.number() }),
  ),
})

const losses = v.strictObject({ reconstruction: v.number(), kl: v.number() })

/** Schema of {@link Manifest}. */
export const manifestSchema = v.strictObject({
  format: v.literal(CHECKPOINT_FORMAT),
  /** Name of the weights: other weights have another. */
  model: v.pipe(v.string(), v.regex(/^[a-z0-9.-]+$/)),
  configuration: cvaeConfiguration,
  /** Factor on the logits of drawn digits, which are softer than ink; the likelihood has none. */
  contrast: v.pipe(v.number(), v.gtValue(0)),
  provenance: v.strictObject({
    /** Training options, as the command took them. */
    options: v.record(
      v.string(),
      v.union([v.string(), v.number(), v.boolean(), v.array(v.number())]),
    ),
    /** Threads that shared each step: the last bits of its sums depend on them. */
    workers: v.optional(count, 1),
    /** SHA-256 of the training images and labels. */
    dataset: sha256,
    steps: count,
  }),
  /** Negative ELBO on the validation images, nats an image. */
  metrics: v.strictObject({ float32: losses, quantized: losses }),
  parameters: count,
  bytes: count,
  sha256,
  weightsManifest: v.tuple([
    v.strictObject({ paths: v.tuple([v.string()]), weights: v.array(weight) }),
  ]),
})

export type Manifest = v.InferOutput<typeof manifestSchema>
export type WeightEntry = v.InferOutput<typeof weight>
