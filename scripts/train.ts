/**
 * Trains the CVAE and writes the run to a folder: state, log, sheets of samples, acceptance network.
 *
 *   npm run train
 *   npm run train -- --preset paper-mlp --out build/paper-mlp
 *   npm run train -- --data DIR --epochs 10 --out build/other
 *   npm run train -- --preset completion --out build/quadrants
 *   npm run train -- --preset completion --condition '1 quadrant' --from build/quadrants --out build/one
 *   npm run train -- --preset segmentation --data build/segmentation/clean --out build/masks
 *   npm run train -- --resume
 *
 * Ctrl-C saves the state at the current step; --resume goes on from there. The acceptance network, the last minutes of
 * a run, is fitted as a whole or again.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { longerSide } from '../src/networks/sizes.ts'
import { runCommand } from './command.ts'
import { readTraining } from './data/dataset.ts'
import { isFinished, removeAcceptance, saveAcceptance } from './training/acceptance/file.ts'
import { fitAcceptance } from './training/acceptance/fit-acceptance.ts'
import { trainReaders } from './training/acceptance/readers.ts'
import { startBackend } from './training/backend.ts'
import { parseTrainFlags } from './training/flags.ts'
import { completionRows } from './training/completion-sheet.ts'
import { trainableCvae } from './training/parameters.ts'
import { durationText, partsText, startProgress } from './training/progress.ts'
import { newRun } from './training/new-run.ts'
import { train, type EpochReport, type RunHooks } from './training/run.ts'
import { sampleRows, sheetPng } from './training/sheet.ts'
import { parameterCount } from './training/trainable.ts'
import { hasState, loadState, RUN_LOG, saveState, StateError } from './training/state.ts'
import { lossText } from './training/validation.ts'

const SHEET_COLUMNS = 20
/** Images, and samples of each. */
const COMPLETION_SHEET = [12, 10] as const

await runCommand(async () => {
  const { out, data: directory, labels, workers, resume, from, options } = parseTrainFlags()
  await startBackend()
  if (!resume && hasState(out))
    throw new StateError(`${out} holds a run: go on with it by --resume, or choose another --out`)
  const saved = resume ? loadState(out) : undefined
  const data = readTraining(
    directory,
    saved?.configuration.labels ?? labels,
    (saved ?? { options }).options.condition,
  )
  const state =
    saved ?? newRun(options, data, workers, from === undefined ? undefined : loadState(from))
  mkdirSync(join(out, 'samples'), { recursive: true })
  if (!resume) removeAcceptance(out)
  const log = (line: object) =>
    appendFileSync(join(out, RUN_LOG), `${JSON.stringify({ time: new Date(), ...line })}\n`)

  const trainable = trainableCvae(state.configuration)
  let stop = false
  const requestStop = () => {
    if (stop) process.exit(130)
    stop = true
    console.log('\nStopping after this step; press again to stop without saving.')
  }
  process.on('SIGINT', requestStop).on('SIGTERM', requestStop)

  log({
    event: resume ? 'resume' : 'start',
    step: state.step,
    ...(from === undefined ? {} : { from }),
    parameters: parameterCount(trainable.layout),
    workers: state.workers,
    options: state.options,
  })
  const progress = startProgress(state)
  let epochBegan = performance.now()
  const hooks: RunHooks = {
    onStep: (done, parts) => progress.update(done, parts),
    onEpoch(report, { configuration, optimizer }) {
      const seconds = (performance.now() - epochBegan) / 1000
      epochBegan = performance.now()
      log({ event: 'epoch', ...report, seconds: Math.round(seconds) })
      console.log(`\n${summary(report)}, ${durationText(seconds)}`)
      const name = `epoch-${String(report.epoch).padStart(3, '0')}.png`
      trainable.assign(optimizer.average)
      const rows =
        configuration.condition === 'label'
          ? sampleRows(trainable.networks, configuration, SHEET_COLUMNS)
          : completionRows(trainable.networks, configuration, data.validation, ...COMPLETION_SHEET)
      writeFileSync(join(out, 'samples', name), sheetPng(rows, longerSide(configuration)))
    },
    save: (next) => saveState(out, next),
    shouldStop: () => stop,
  }
  // Bar and handlers would keep a run that failed from ending.
  const end = await train(state, data, hooks).finally(() => {
    progress.stop()
    process.off('SIGINT', requestStop).off('SIGTERM', requestStop)
  })
  const isWhole = end !== undefined && isFinished(out, end)
  if (end === undefined || (!isWhole && stop)) {
    log({ event: 'stop' })
    console.log(`Stopped and saved: ${out}; go on with --resume`)
    process.exitCode = 130
    return
  }
  if (!isWhole) {
    console.log('Fitting the acceptance network')
    const began = performance.now()
    const readers = await trainReaders(data.training, end.options.seed)
    log({ event: 'readers' })
    const fitted = await fitAcceptance(end, readers, (report) =>
      log({ event: 'acceptance epoch', ...report }),
    )
    saveAcceptance(out, fitted)
    console.log(`Fitted in ${durationText((performance.now() - began) / 1000)}`)
  }
  log({ event: 'end' })
  console.log(`Finished: ${out}`)
})

function summary({ epoch, training, validation }: EpochReport): string {
  return `epoch ${epoch}: training ${partsText(training, 2)}; validation, negative ELBO ${lossText(validation)}`
}
