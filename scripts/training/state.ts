/**
 * @file The state of a run on disk: `state.json` and the vectors that it names. The JSON
 * is renamed into place last, so that a process that ends at any moment leaves a whole state.
 */
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { cvaeConfiguration } from '../../src/networks/configuration.ts'
import { count } from '../../src/networks/numbers.ts'
import { parseJson } from '../json.ts'
import type { OptimizerState } from './optimizer.ts'
import { trainingOptions } from './options.ts'
import { parameterLayout } from './parameters.ts'
import { parameterCount } from './trainable.ts'

/** A run's state that is missing, damaged or of another run. */
export class StateError extends Error {
  override readonly name = 'StateError'
}

const FORMAT = 'edge-digits-training-state-6'

/** Name of the log in the folder of a run: JSON lines. */
export const RUN_LOG = 'log.jsonl'

const record = v.strictObject({
  format: v.literal(FORMAT),
  options: trainingOptions,
  /** Of the runs that this one went on from, the first one first. */
  before: v.optional(v.array(trainingOptions), []),
  configuration: cvaeConfiguration,
  /** The sums of a step depend on them in their last bits. */
  workers: count,
  /** SHA-256 of the training data: see dataset.ts. */
  dataset: v.string(),
  /** Steps done. */
  step: v.number(),
  totalSteps: v.number(),
  /** Sums of the loss parts over the steps of the current epoch, in nats. */
  epochTotals: v.record(v.string(), v.number()),
  vectors: v.strictObject({ file: v.string(), sha256: v.string() }),
})

/** What a run needs in order to go on exactly where it stopped. */
export type RunState = Omit<v.InferOutput<typeof record>, 'format' | 'vectors'> & {
  optimizer: OptimizerState
}

const VECTORS = ['parameters', 'average', 'firstMoment', 'secondMoment', 'origin'] as const
type Vectors = Record<(typeof VECTORS)[number], Float32Array>
const STATE = 'state.json'

/** Whether the folder holds a run. */
export const hasState = (directory: string): boolean => existsSync(join(directory, STATE))

/** Writes the state, then removes the vectors of the one before. */
export function saveState(directory: string, { optimizer, ...rest }: RunState): void {
  mkdirSync(directory, { recursive: true })
  const bytes = Buffer.concat(VECTORS.map((name) => bytesOf(optimizer[name])))
  const file = `state-${rest.step}.bin`
  writeAtomically(join(directory, file), bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const saved = { format: FORMAT, ...rest, vectors: { file, sha256 } }
  writeAtomically(join(directory, STATE), `${JSON.stringify(saved, null, 2)}\n`)
  for (const other of readdirSync(directory))
    if (/^state-\d+\.bin$/.test(other) && other !== file) rmSync(join(directory, other))
}

/**
 * Reads the state of a run.
 *
 * @throws {StateError} When there is none, or it is damaged.
 */
export function loadState(directory: string): RunState {
  const path = join(directory, STATE)
  if (!hasState(directory)) throw new StateError(`${directory}: no ${STATE}: no run to go on with`)
  const parsed = v.safeParse(record, parseJson(path, readFileSync(path), StateError))
  if (!parsed.success)
    throw new StateError(`${path}: ${v.summarize(parsed.issues)}: not a state of this version`)
  const { format: _, vectors, ...rest } = parsed.output
  const vectorsPath = join(directory, vectors.file)
  if (!existsSync(vectorsPath))
    throw new StateError(`${vectorsPath}: missing, expected as ${STATE} names it`)
  const bytes = readFileSync(vectorsPath)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (sha256 !== vectors.sha256)
    throw new StateError(`${vectorsPath}: SHA-256 ${sha256}, expected ${vectors.sha256}: damaged`)
  const size = parameterCount(parameterLayout(rest.configuration))
  const all = floatsOf(bytes)
  if (all.length !== size * VECTORS.length)
    throw new StateError(`${path}: ${all.length} values, expected ${VECTORS.length} x ${size}`)
  const vector = (name: (typeof VECTORS)[number]) => {
    const index = VECTORS.indexOf(name)
    return [name, all.slice(index * size, (index + 1) * size)] as const
  }
  return { ...rest, optimizer: Object.fromEntries(VECTORS.map(vector)) as Vectors }
}

/**
 * Refuses data that the run did not begin with.
 *
 * @throws {StateError} When the SHA-256 sums differ.
 */
export function requireSameData(state: RunState, data: { readonly sha256: string }): void {
  if (state.dataset !== data.sha256)
    throw new StateError(
      `training data of SHA-256 ${data.sha256}, expected ${state.dataset}: the run began with other data (--data)`,
    )
}

/** A vector on disk: 32-bit floats. */
export const bytesOf = (vector: Float32Array): Uint8Array =>
  new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)

export const floatsOf = ({ buffer, byteOffset, length }: Uint8Array): Float32Array =>
  new Float32Array(buffer.slice(byteOffset, byteOffset + length))

/** A process that ends meanwhile leaves the old file or the new one. */
export function writeAtomically(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.partial`, content)
  renameSync(`${path}.partial`, path)
}
