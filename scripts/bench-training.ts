/**
 * Measures training: steps of the served recipe with one worker and with all cores, beside
 * the rate of the machine's own matrix products.
 *
 *   npm run bench:training
 *
 * All take turns in every round, so that what else the machine does hits them alike; nothing
 * else should run meanwhile. It writes training.json and training.md; the last line of the output is JSON.
 */
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { median } from 'simple-statistics'
import { dispose, matMul, zeros, type Rank } from '../src/tensor/ops.ts'
import { commit, machine } from './bench/machine.ts'
import { watched } from './bench/others.ts'
import { spreadOf } from './bench/statistics.ts'
import {
  runTimes,
  TRAINING_FORMAT,
  trainingPage,
  type StepFigures,
  type TrainingReport,
} from './bench/training-report.ts'
import { SAMPLING_FILE } from './checkpoint.ts'
import { runCommand } from './command.ts'
import { readTraining, type TrainingData } from './data/dataset.ts'
import { writeFormatted } from './evaluation/files.ts'
import { positiveInteger } from './flags.ts'
import { served } from './presets/served.ts'
import { startBackend } from './training/backend.ts'
import { startCrew, type Crew } from './training/crew.ts'
import { parameterLayout } from './training/parameters.ts'
import { newRun, stepsPerEpoch } from './training/new-run.ts'
import { stagesOf } from './training/stages.ts'
import { logFileOf } from './weight-file.ts'

/** Steps of each crew in a round. */
const STEPS = 10

await runCommand(async () => {
  const { rounds, workers, out } = new Command('bench-training')
    .option('--rounds <n>', 'rounds that the figures are medians of', positiveInteger, 9)
    .option('--workers <n>', 'threads of the larger crew', positiveInteger, availableParallelism())
    .option('--out <folder>', 'where training.json and training.md go', 'docs/bench')
    .parse()
    .opts<{ rounds: number; workers: number; out: string }>()
  const run = runTimes(logFileOf('weights', SAMPLING_FILE))
  const checkedOut = commit()
  await startBackend()
  const data = readTraining()
  const { result: times, others } = await watched(() => timesOf(rounds, workers, data))
  const spread = (figure: (time: Times) => number) => spreadOf(times.map(figure))
  const medianOf = (figure: (time: Times) => number) => spread(figure).median
  const flops = flopsOfStep()
  const speedUp = spread(({ one, all }) => one / all)
  const shareOfMatMul = spread(({ all, gigaflops }) => flops / all / 1e6 / (workers * gigaflops))
  const step: StepFigures = {
    workers,
    matMulGigaflops: medianOf(({ gigaflops }) => gigaflops),
    millisecondsAStep: { one: medianOf(({ one }) => one), all: medianOf(({ all }) => all) },
    speedUp: speedUp.median,
    gigaflops: medianOf(({ all }) => flops / all / 1e6),
    shareOfMatMul: shareOfMatMul.median,
  }
  const date = new Date().toISOString()
  const report: TrainingReport = {
    format: TRAINING_FORMAT,
    date,
    ...(checkedOut === undefined ? {} : { commit: checkedOut }),
    machine: machine(),
    rounds,
    step,
    spreads: { speedUp, shareOfMatMul },
    others,
    run,
  }
  await writeFormatted(join(out, 'training.json'), JSON.stringify(report))
  await writeFormatted(join(out, 'training.md'), trainingPage(report))
  console.log(JSON.stringify(step))
})

/** A round: ms a step with one worker and with all, and the rate of products. */
interface Times {
  readonly one: number
  readonly all: number
  readonly gigaflops: number
}

async function timesOf(rounds: number, workers: number, data: TrainingData): Promise<Times[]> {
  const crews: Crew[] = []
  try {
    const one = await crewOf(1, data)
    crews.push(one)
    const all = await crewOf(workers, data)
    crews.push(all)
    const times: Times[] = []
    // The first round compiles the code.
    for (let round = -1; round < rounds; round++) {
      const gigaflops = productRate()
      const time = {
        gigaflops,
        one: await millisecondsAStep(one, round),
        all: await millisecondsAStep(all, round),
      }
      if (round >= 0) times.push(time)
    }
    return times
  } finally {
    await Promise.all(crews.map((crew) => crew.close()))
  }
}

/** Workers at the start of the served recipe. */
function crewOf(workers: number, data: TrainingData): Promise<Crew> {
  const { configuration, options, optimizer } = newRun(served, data, workers)
  const perEpoch = stepsPerEpoch(options, data)
  const [stage] = stagesOf(options, perEpoch) as [ReturnType<typeof stagesOf>[number]]
  return startCrew(
    {
      configuration,
      options,
      runsBefore: 0,
      stepsPerEpoch: perEpoch,
      stage,
      guides: [],
      ...data,
    },
    optimizer,
    workers,
  )
}

/** Median over the steps of a round. */
async function millisecondsAStep(crew: Crew, round: number): Promise<number> {
  const indices = Uint32Array.from({ length: served.batch }, (_, image) => image)
  const times: number[] = []
  for (let step = 0; step < STEPS; step++) {
    const began = performance.now()
    await crew.step(indices, (round + 1) * STEPS + step)
    times.push(performance.now() - began)
  }
  return median(times)
}

/**
 * Multiplications and additions of a step's dense layers, 2 x batch x kernel for each of
 * output, gradient of the kernel and gradient of the input, which images have none of.
 */
function flopsOfStep(): number {
  const { configuration } = newRun(served, readTraining(), 1)
  const kernels = parameterLayout(configuration).filter(({ name }) => name.endsWith('/kernel'))
  return kernels
    .map(({ name, size }) => (name === 'recognition/0/kernel' ? 2 : 3) * 2 * served.batch * size)
    .reduce((a, b) => a + b, 0)
}

/** GFLOP/s of one thread on the product of the largest served layer. */
function productRate(): number {
  const [inputs, outputs] = [served.generation.at(-1) ?? 0, 784]
  const a = zeros<Rank.R2>([served.batch, inputs])
  const b = zeros<Rank.R2>([inputs, outputs])
  const rates = Array.from({ length: 20 }, () => {
    const began = performance.now()
    dispose(matMul(a, b))
    return (2 * served.batch * inputs * outputs) / (performance.now() - began) / 1e6
  })
  dispose([a, b])
  return median(rates)
}
