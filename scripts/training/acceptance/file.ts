/** @file The acceptance network of a run in its folder, which makes a run whole: 32-bit floats in the order of its layout. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { bytesOf, floatsOf, StateError, writeAtomically, type RunState } from '../state.ts'
import { parameterLayout } from '../parameters.ts'
import { parameterCount, type ParameterBlock } from '../trainable.ts'
import { acceptanceLayout } from './parameters.ts'

const pathIn = (directory: string): string => join(directory, 'acceptance.bin')

/** Whether the run has made all its steps and fitted its acceptance network, if its options ask for one. */
export const isFinished = (
  directory: string,
  { step, totalSteps, options }: Pick<RunState, 'step' | 'totalSteps' | 'options'>,
): boolean =>
  step === totalSteps && (options.acceptance.length === 0 || existsSync(pathIn(directory)))

export function saveAcceptance(directory: string, values: Float32Array): void {
  writeAtomically(pathIn(directory), bytesOf(values))
}

/** Removes that of an earlier run in the folder. */
export function removeAcceptance(directory: string): void {
  rmSync(pathIn(directory), { force: true })
}

/**
 * All parameters of a run in one vector: the averaged ones, then those of its acceptance network, if it has one.
 *
 * @throws {StateError} When the acceptance network is missing or of another size.
 */
export function withAcceptance(
  directory: string,
  { configuration, options, optimizer }: RunState,
): { readonly layout: readonly ParameterBlock[]; readonly values: Float32Array } {
  const { average } = optimizer
  const layout = parameterLayout(configuration)
  if (options.acceptance.length === 0) return { layout, values: average }
  const own = acceptanceLayout(configuration, options.acceptance)
  const values = new Float32Array(average.length + parameterCount(own))
  values.set(average)
  values.set(readAcceptance(directory, parameterCount(own)), average.length)
  return {
    layout: [
      ...layout,
      ...own.map((block) => ({ ...block, offset: average.length + block.offset })),
    ],
    values,
  }
}

function readAcceptance(directory: string, size: number): Float32Array {
  const path = pathIn(directory)
  if (!existsSync(path))
    throw new StateError(
      `${path}: missing, expected what the end of a run writes: go on with it by --resume`,
    )
  const bytes = readFileSync(path)
  if (bytes.length !== size * Float32Array.BYTES_PER_ELEMENT)
    throw new StateError(
      `${path}: ${bytes.length} bytes, expected ${size} 32-bit floats: damaged; delete it, and --resume fits it again`,
    )
  return floatsOf(bytes)
}
