/**
 * Trains what an evaluation compares, then evaluates it: hours on two cores. What is trained already
 * stays, so that a study that was stopped goes on where it was.
 *
 *   npm run study -- completion
 */
import { spawnSync } from 'node:child_process'
import { Argument, Command } from 'commander'
import { runCommand } from './command.ts'
import { completion } from './studies/completion.ts'
import type { Step } from './studies/step.ts'
import { startBackend } from './training/backend.ts'
import { hasState, loadState } from './training/state.ts'

const STUDIES: Readonly<Record<string, readonly Step[]>> = { completion }

await runCommand(async () => {
  const [name = ''] = new Command('study')
    .addArgument(new Argument('<name>', 'what is compared').choices(Object.keys(STUDIES)))
    .parse().args
  await startBackend() // the states of runs are read by it
  for (const step of STUDIES[name] ?? []) await run(step)
})

async function run({ run: directory, argv }: Step): Promise<void> {
  const state = directory !== undefined && hasState(directory) ? loadState(directory) : undefined
  if (state !== undefined && state.step === state.totalSteps) return
  const rest =
    state === undefined ? argv : ['scripts/train.ts', '--resume', '--out', directory ?? '']
  console.log(`\nnode ${rest.join(' ')}`)
  const { status } = spawnSync(process.execPath, [...rest], { stdio: 'inherit' })
  // The step has told why itself.
  if (status !== 0) process.exit(status ?? 1)
}
