/** @file The commands of scripts/, run as a user runs them. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** Flags of `train` for networks that take no time. */
export const SMALL_NETWORKS =
  '--batch 20 --latent 4 --recognition 16 --generation 16 --prior-hidden 8 --couplings 2 --fine-tune-epochs 0 --prior-epochs 0 --acceptance='.split(
    ' ',
  )

interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts `scripts/NAME.ts`. */
export function start(
  command: string,
  ...flags: readonly string[]
): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child = spawn(process.execPath, [`scripts/${command}.ts`, ...flags])
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (text: Buffer) => (output.stdout += text.toString()))
  child.stderr.on('data', (text: Buffer) => (output.stderr += text.toString()))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }))
  return { child, ended }
}

/** Runs it to its end. */
export const run = (command: string, ...flags: readonly string[]): Promise<Ended> =>
  start(command, ...flags).ended
