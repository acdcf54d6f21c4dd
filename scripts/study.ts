/**
 * Reproduces a study from its data to its committed page: what is finished is left as it is, a training
 * run that was stopped goes on.
 *
 *   npm run study -- family
 *   npm run study -- completion
 *   npm run study -- segmentation
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Argument, Command } from 'commander'
import { runCommand } from './command.ts'
import { completion } from './studies/completion.ts'
import { family } from './studies/family.ts'
import { segmentation } from './studies/segmentation.ts'
import { commandOf, type Progress, type Step } from './studies/step.ts'
import { startBackend } from './training/backend.ts'
import { hasState, loadState } from './training/state.ts'

const STUDIES: Readonly<Record<string, readonly Step[]>> = {
  family,
  completion,
  segmentation,
}

await runCommand(async () => {
  const { args } = new Command('study')
    .description('Reproduces a study: data, training, evaluation.')
    .addArgument(new Argument('<name>', 'of the study').choices(Object.keys(STUDIES)))
    .parse()
  await startBackend() // a state is checked against the layout of its networks
  for (const step of STUDIES[args[0] ?? ''] ?? []) {
    const command = commandOf(step, { hasFile: existsSync, progressOf })
    console.log(`${step.name}: ${command === undefined ? 'finished' : `node ${command.join(' ')}`}`)
    if (command === undefined) continue
    const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' })
    if (status !== 0) {
      process.exitCode = status ?? 1
      return
    }
  }
})

function progressOf(run: string): Progress {
  if (!hasState(run)) return 'none'
  const { step, totalSteps } = loadState(run)
  return step === totalSteps ? 'finished' : 'begun'
}
