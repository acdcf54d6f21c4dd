/** @file How every command ends: an expected failure as one line, an unknown one whole. */
import { CheckpointError } from '../src/checkpoint/weight-file.ts'
import { UnsupportedMachineError } from './bench/proc.ts'
import { DataError } from './data/idx.ts'
import { StateError } from './training/state.ts'

const EXPECTED = [DataError, StateError, CheckpointError, UnsupportedMachineError]

/** Runs a command; an error sets the exit code 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    const expected = EXPECTED.some((kind) => error instanceof kind)
    console.error(expected && error instanceof Error ? `Error: ${error.message}` : error)
    process.exitCode = 1
  }
}
