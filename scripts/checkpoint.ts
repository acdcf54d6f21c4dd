/** @file The weight files of a CVAE: what `quantize` writes, `evaluate` and the tests read. */
import { loadVerified, type Checkpoint } from '../src/checkpoint/checkpoint.ts'
import { CHECKPOINT_FORMAT, type Manifest } from '../src/checkpoint/manifest.ts'
import { CheckpointError, type WeightFile } from '../src/checkpoint/weight-file.ts'
import type { ParameterSource } from '../src/networks/parameters.ts'
import { Completer } from '../src/sampling/completer.ts'
import { DigitSampler } from '../src/sampling/sampler.ts'
import type { TrainingOptions } from './training/options.ts'
import type { ParameterBlock } from './training/trainable.ts'
import { encodeWeightFile, readWeightFile, type Encoded } from './weight-file.ts'

/** The Worker bundles the first; the second is for evaluation. */
export const SAMPLING_FILE = 'digits'
export const RECOGNITION_FILE = 'recognition'

/** Served for completion, and its recognition network. */
export const COMPLETION_FILE = 'complete'
export const COMPLETION_RECOGNITION_FILE = 'complete-recognition'

/** Whether a parameter belongs to the recognition network. */
export const isRecognition = ({ name }: { readonly name: string }): boolean =>
  name.startsWith('recognition/')

/** What a manifest says beyond what its weight file does. */
type Description = Omit<Manifest, keyof WeightFile | 'format'>

/** Of a run's options, what its manifest says of the pictures. */
export const drawingOf = ({
  contrast,
  scaleDeviation,
  acceptance: hidden,
  acceptanceThreshold: threshold,
}: Pick<
  TrainingOptions,
  'contrast' | 'scaleDeviation' | 'acceptance' | 'acceptanceThreshold'
>): Pick<Manifest, 'contrast' | 'scaleDeviation' | 'acceptance'> => ({
  contrast,
  ...(scaleDeviation === 0 ? {} : { scaleDeviation }),
  ...(hidden.length > 0 ? { acceptance: { hidden, threshold } } : {}),
})

/** Quantizes the blocks of a flat parameter vector into one weight file. */
export function encodeCheckpoint(
  file: string,
  description: Description,
  blocks: readonly ParameterBlock[],
  values: Float32Array,
): Encoded<Manifest> {
  const { manifest, weights } = encodeWeightFile(file, blocks, values)
  return { weights, manifest: { format: CHECKPOINT_FORMAT, ...description, ...manifest } }
}

/**
 * Reads and checks `file.json` and `file.bin`.
 *
 * @throws {CheckpointError} When a file is missing or not what it should be.
 */
export async function readCheckpoint(directory: string, file: string): Promise<Checkpoint> {
  const { manifest, weights } = readWeightFile(directory, file, 'npm run quantize')
  return loadVerified(manifest, weights)
}

/** The sampler over the weights that the Worker bundles. */
export async function servedSampler(): Promise<DigitSampler> {
  return new DigitSampler(await readCheckpoint('weights', SAMPLING_FILE))
}

/** The completer over the weights that the Worker bundles. */
export async function servedCompleter(): Promise<Completer> {
  return new Completer(await readCheckpoint('weights', COMPLETION_FILE))
}

/**
 * All parameters from both weight files.
 *
 * @throws {CheckpointError} When the files are not of one training run.
 */
export function joinedParameters(sampling: Checkpoint, recognition: Checkpoint): ParameterSource {
  const [served, beside] = [sampling, recognition].map(
    ({ manifest }) => manifest.weightsManifest[0]?.paths[0]?.replace(/\.bin$/, '.json') ?? '',
  )
  for (const part of ['model', 'configuration', 'provenance'] as const) {
    const [ours, theirs] = [sampling, recognition].map(({ manifest }) =>
      JSON.stringify(manifest[part]),
    )
    if (ours !== theirs)
      throw new CheckpointError(
        `${beside}: ${part} ${theirs}, expected ${ours}, as in ${served}: weights of two models`,
      )
  }
  return (name, shape, role) =>
    (isRecognition({ name }) ? recognition : sampling).parameter(name, shape, role)
}
