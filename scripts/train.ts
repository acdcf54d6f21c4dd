/**
 * Trains the CVAE and writes the run to a folder: state, log, sheets of samples.
 *
 *   npm run train
 *   npm run train -- --data DIR --epochs 10 --out build/other
 *   npm run train -- --resume
 *
 * Ctrl-C saves the state at the current step; --resume goes on from there.
 */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Presets, SingleBar } from 'cli-progress'
import { longerSide } from '../src/networks/configuration.ts'
import { runCommand } from './command.ts'
import { readTraining } from './data/dataset.ts'
import { startBackend } from './training/backend.ts'
import { parseTrainFlags } from './training/flags.ts'
import { parameterCount, parameterLayout } from './training/parameters.ts'
import { newRun, train, type EpochReport } from './training/run.ts'
import { sampleRows, sheetPng } from './training/sheet.ts'
import { hasState, loadState, saveState, StateError } from './training/state.ts'
import { lossText } from './training/validation.ts'

const SHEET_COLUMNS = 20

await runCommand(async () => {
  const { out, data: directory, labels, resume, options } = parseTrainFlags()
  await startBackend()
  if (!resume && hasState(out))
    throw new StateError(`${out} holds a run: go on with it by --resume, or choose another --out`)
  const data = readTraining(directory, labels)
  const state = resume ? loadState(out) : newRun(options, data)
  mkdirSync(join(out, 'samples'), { recursive: true })
  const log = (line: object) =>
    appendFileSync(join(out, 'log.jsonl'), `${JSON.stringify({ time: new Date(), ...line })}\n`)

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
    parameters: parameterCount(parameterLayout(state.configuration)),
    options: state.options,
  })
  const bar = new SingleBar(
    {
      format:
        'epoch {epoch}/{epochs} |{bar}| {percentage}% | reconstruction {reconstruction} + KL {kl} nats | {left} left',
      noTTYOutput: true,
      notTTYSchedule: 30_000,
    },
    Presets.shades_classic,
  )
  const began = { time: performance.now(), step: state.step }
  const bareEpoch = (step: number) => Math.ceil((step / state.totalSteps) * state.options.epochs)
  bar.start(state.totalSteps, state.step, {
    epoch: bareEpoch(state.step),
    epochs: state.options.epochs,
    reconstruction: '-',
    kl: '-',
    left: '-',
  })
  let epochBegan = performance.now()
  const finished = await train(state, data, {
    onStep(done, total, parts) {
      const secondsAStep = (performance.now() - began.time) / 1000 / (done - began.step)
      bar.update(done, {
        epoch: bareEpoch(done),
        reconstruction: parts.reconstruction.toFixed(1),
        kl: parts.kl.toFixed(1),
        left: duration((total - done) * secondsAStep),
      })
    },
    onEpoch(report, trainer) {
      const seconds = (performance.now() - epochBegan) / 1000
      epochBegan = performance.now()
      log({ event: 'epoch', ...report, seconds: Math.round(seconds) })
      console.log(`\n${summary(report)}, ${duration(seconds)}`)
      const name = `epoch-${String(report.epoch).padStart(3, '0')}.png`
      const sheet = trainer.withAverage(({ cvae }) =>
        sheetPng(
          sampleRows(cvae, state.configuration, SHEET_COLUMNS),
          longerSide(state.configuration),
        ),
      )
      writeFileSync(join(out, 'samples', name), sheet)
    },
    save: (next) => saveState(out, next),
    shouldStop: () => stop,
  })
  bar.stop()
  log({ event: finished ? 'end' : 'stop' })
  console.log(finished ? `Finished: ${out}` : `Stopped and saved: ${out}; go on with --resume`)
  if (!finished) process.exitCode = 130
})

function summary({ epoch, training, validation }: EpochReport): string {
  return `epoch ${epoch}: negative ELBO: training ${lossText(training)}, validation ${lossText(validation)}`
}

function duration(seconds: number): string {
  const whole = Math.round(seconds)
  const minutes = Math.floor(whole / 60)
  return minutes === 0 ? `${whole} s` : `${minutes} min ${whole % 60} s`
}
