/** @file What is evaluated: a folder of weight files, or the averaged floats of a training run. */
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { loadCheckpoint, loadVerified } from '../../src/checkpoint/checkpoint.ts'
import type { Manifest } from '../../src/checkpoint/manifest.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { cvaeNetworks, type Cvae } from '../../src/networks/cvae.ts'
import { tensor } from '../../src/tensor/ops.ts'
import { DigitSampler } from '../../src/sampling/sampler.ts'
import {
  COMPLETION_FILE,
  COMPLETION_RECOGNITION_FILE,
  drawingOf,
  isRecognition,
  joinedParameters,
  readCheckpoint,
  RECOGNITION_FILE,
  SAMPLING_FILE,
} from '../checkpoint.ts'
import { withAcceptance } from '../training/acceptance/file.ts'
import { loadState, RUN_LOG } from '../training/state.ts'
import { logFileOf, readWeightFile } from '../weight-file.ts'
import { DataError } from '../data/idx.ts'

/** Where the networks are. */
export interface Source {
  readonly kind: 'weights' | 'completion weights' | 'run'
  readonly directory: string
}

/** Networks to be evaluated. */
export interface EvaluatedNetworks extends Pick<
  Manifest,
  'contrast' | 'scaleDeviation' | 'acceptance'
> {
  readonly name: string
  readonly configuration: CvaeConfiguration
  readonly cvae: Cvae
  /** Draws digits as they are served. */
  readonly sampler: DigitSampler
  /** Makes another sampler of the weights' bytes, as a Worker does when it starts; a run has none. */
  readonly start?: () => DigitSampler
  /** Of its training. */
  readonly options: Readonly<Record<string, unknown>>
  /** Of the runs that it went on from, the first one first. */
  readonly before: readonly Readonly<Record<string, unknown>>[]
  readonly bits: 8 | 32
  /** SHA-256 of the served weights; a run has none. */
  readonly sha256: string | null
  /** Bytes of the served weights, and gzipped. */
  readonly bytes: number
  readonly gzipBytes: number
}

/**
 * Reads the networks.
 *
 * @throws {CheckpointError | StateError} When a file is missing or not what it should be.
 */
export function loadNetworks({ kind, directory }: Source): Promise<EvaluatedNetworks> {
  if (kind === 'run') return runNetworks(directory)
  return kind === 'weights'
    ? weightsNetworks(directory, SAMPLING_FILE, RECOGNITION_FILE)
    : weightsNetworks(directory, COMPLETION_FILE, COMPLETION_RECOGNITION_FILE)
}

/**
 * Reads several networks, which stand in one table.
 *
 * @throws {DataError} When two of them have one name.
 * @throws {CheckpointError | StateError} When a file is missing or not what it should be.
 */
export async function loadDifferentNetworks(
  sources: readonly Source[],
): Promise<(EvaluatedNetworks & { readonly source: Source })[]> {
  const networks = await Promise.all(
    sources.map(async (source) => ({ source, ...(await loadNetworks(source)) })),
  )
  requireDifferentNames(networks)
  return networks
}

/** @throws {DataError} When two of them have one name. */
export function requireDifferentNames(models: readonly { readonly name: string }[]): void {
  const names = models.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined)
    throw new DataError(`two models are named ${twice}, expected a name for each: rename a folder`)
}

async function weightsNetworks(
  directory: string,
  served: string,
  beside: string,
): Promise<EvaluatedNetworks> {
  const file = readWeightFile(directory, served, 'npm run quantize')
  const sampling = await loadVerified(file.manifest, file.weights)
  const recognition = await readCheckpoint(directory, beside)
  const { model, configuration, contrast, scaleDeviation, acceptance, provenance, sha256, bytes } =
    sampling.manifest
  return {
    name: model,
    configuration,
    cvae: cvaeNetworks(joinedParameters(sampling, recognition), configuration),
    sampler: new DigitSampler(sampling),
    start: () => new DigitSampler(loadCheckpoint(file.manifest, file.weights)),
    contrast,
    scaleDeviation,
    acceptance,
    options: provenance.options,
    before: provenance.before ?? [],
    bits: 8,
    sha256,
    bytes,
    gzipBytes: gzipSync(file.weights).length,
  }
}

async function runNetworks(directory: string): Promise<EvaluatedNetworks> {
  const state = loadState(directory)
  const { configuration, options, before } = state
  const drawing = drawingOf(options)
  const { layout, values } = withAcceptance(directory, state)
  const served = layout.filter((block) => !isRecognition(block))
  const floats = Buffer.concat(
    served.map(({ offset, size }) => Buffer.from(values.slice(offset, offset + size).buffer)),
  )
  const name = basename(directory)
  // All of a manifest that the sampler reads: a run has no weight file that it could describe.
  const manifest = { model: name, configuration, ...drawing } as Manifest
  // Constants: of variables, layers take the way that is fast in training.
  const tensors = new Map(
    layout.map(({ name: block, shape, offset, size }) => [
      block,
      tensor(values.slice(offset, offset + size), [...shape]),
    ]),
  )
  const parameter = (block: string) => {
    const found = tensors.get(block)
    if (found === undefined) throw new Error(`${directory}: no parameter ${block}`)
    return found
  }
  return {
    name,
    configuration,
    cvae: cvaeNetworks(parameter, configuration),
    sampler: new DigitSampler({ manifest, parameter }),
    ...drawing,
    options,
    before,
    bits: 32,
    sha256: null,
    bytes: floats.length,
    gzipBytes: gzipSync(floats).length,
  }
}

/** The log of the training of digits, or none. */
export const logOf = ({ kind, directory }: Source): string | undefined => {
  const path = kind === 'run' ? join(directory, RUN_LOG) : logFileOf(directory, SAMPLING_FILE)
  return existsSync(path) ? path : undefined
}
