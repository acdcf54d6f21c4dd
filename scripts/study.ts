/**
 * Reproduces a study from its data to its committed page: what is finished is left as it is, a training
 * run that was stopped goes on.
 *
 *   npm run study -- family
 *   npm run study -- completion
 *   npm run study -- segmentation
 *   npm run study -- size
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Argument, Command } from 'commander'
import { runCommand } from './command.ts'
import { completion } from './studies/completion.ts'
import { family } from './studies/family.ts'
import { segmentation } from './studies/segmentation.ts'
import { size } from './studies/size.ts'
import { commandOf, differences, type Progress, type Step } from './studies/step.ts'
import { isFinished } from './training/acceptance/file.ts'
import { startBackend } from './training/backend.ts'
import { parseTrainFlags } from './training/flags.ts'
import { hasState, loadState, StateError } from './training/state.ts'

const STUDIES: Readonly<Record<string, readonly Step[]>> = {
  family,
  completion,
  segmentation,
  size,
}

await runCommand(async () => {
  const { args } = new Command('study')
    .description('Reproduces a study: data, training, evaluation.')
    .addArgument(new Argument('<name>', 'of the study').choices(Object.keys(STUDIES)))
    .parse()
  await startBackend() // a state is checked against the layout of its networks
  const steps = STUDIES[args[0] ?? ''] ?? []
  const finished = new Set(steps.map(finishedRun))
  for (const step of steps) {
    const command = commandOf(step, {
      hasFile: existsSync,
      // What is finished stays so; what is not, another process may train in the meantime.
      progressOf: (run) => (finished.has(run) ? 'finished' : progressOf(run)),
    })
    console.log(`${step.name}: ${command === undefined ? 'finished' : `node ${command.join(' ')}`}`)
    if (command === undefined) continue
    const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' })
    if (status !== 0) {
      process.exitCode = status ?? 1
      return
    }
  }
})

/**
 * The training run of a step, where it is finished.
 *
 * @throws {StateError} When there is a run in the step's folder that was trained otherwise.
 */
function finishedRun({ argv, finished }: Step): string | undefined {
  if (finished === undefined || !('run' in finished) || !hasState(finished.run)) return undefined
  const state = loadState(finished.run)
  const others = differences(state.options, parseTrainFlags(['node', ...argv]).options)
  if (others.length > 0)
    throw new StateError(
      `${finished.run}: a run of another recipe: ${others.join('; ')}; move the folder away to train it as the study does`,
    )
  return isFinished(finished.run, state) ? finished.run : undefined
}

function progressOf(run: string): Progress {
  if (!hasState(run)) return 'none'
  return isFinished(run, loadState(run)) ? 'finished' : 'begun'
}
