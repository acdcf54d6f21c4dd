import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { readTraining } from '../../scripts/data/dataset.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { startCrew } from '../../scripts/training/crew.ts'
import type { OptimizerState } from '../../scripts/training/optimizer.ts'
import { newRun } from '../../scripts/training/new-run.ts'
import { train } from '../../scripts/training/run.ts'
import { stagesOf } from '../../scripts/training/stages.ts'
import { loadState, saveState, type RunState } from '../../scripts/training/state.ts'
import { stripes, temporaryDirectory, writeDataset } from './datasets.ts'

const data = readTraining(writeDataset(stripes({ count: 240, rows: 6, columns: 5, labels: 4 })))
const small = {
  ...PRESETS.served,
  epochs: 3,
  fineTuneEpochs: 0,
  acceptance: [],
  priorEpochs: 0,
  batch: 41, // two workers get unequal shares
  latent: 3,
  recognition: [16],
  generation: [16],
  priorHidden: [8],
  couplings: 2,
  warmUpSteps: 1,
}
/** The bound of grey images, as they are, without dropout: what options are compared with. */
const PLAIN = { pixels: 'grey', shift: 0, distortion: 0, unshiftedEpochs: 0, klWeight: 1 }
const PARTIAL = { condition: 'any mask', baseline: [8], prior: 'gaussian' }
const indices = Uint32Array.from({ length: 41 }, (_, index) => index)

function crewOf(changed: object, workers: number) {
  const options = { ...small, ...changed }
  const { configuration, optimizer } = newRun(options, data, workers)
  const { training, validation } = data
  const [stage] = stagesOf(options, 5)
  if (stage === undefined) throw new Error('no stage')
  const run = { configuration, options, runsBefore: 0, stepsPerEpoch: 5, stage, guides: [] }
  return startCrew({ ...run, training, validation }, optimizer, workers)
}

/** After one step Adam's first moment is a tenth of the gradient that it was given. */
async function firstGradient(changed: object, workers = 1): Promise<Float32Array> {
  const crew = await crewOf(changed, workers)
  await crew.step(indices, 0)
  await crew.close()
  return crew.optimizer.firstMoment.map((value) => 10 * value)
}
const norm = (values: Float32Array) => Math.hypot(...values)
/** The greatest difference, or none where there are other parameters. */
const furthest = (a: Float32Array, b: Float32Array) =>
  a.length === b.length
    ? a.reduce((most, value, at) => Math.max(most, Math.abs(value - (b[at] ?? NaN))), 0)
    : Infinity

describe('a training step', () => {
  it('clips the norm of the gradient, and keeps its direction', async () => {
    const whole = await firstGradient({ gradientNormLimit: 1e9 })
    expect(norm(whole)).toBeGreaterThan(0.5)
    const clipped = await firstGradient({ gradientNormLimit: 0.25 })
    expect(norm(clipped)).toBeCloseTo(0.25, 4)
    clipped.forEach((value, index) =>
      expect(value).toBeCloseTo(((whole[index] ?? NaN) * 0.25) / norm(whole), 5),
    )
  })

  it('is linear in the weight of the KL', async () => {
    const [none, half, one] = (await Promise.all(
      [0, 0.5, 1].map((klWeight) => firstGradient({ klWeight })),
    )) as [Float32Array, Float32Array, Float32Array]
    half.forEach((value, index) =>
      expect(value).toBeCloseTo(((none[index] ?? NaN) + (one[index] ?? NaN)) / 2, 2),
    )
    expect(norm(one.map((value, index) => value - (none[index] ?? NaN)))).toBeGreaterThan(0.01)
  })

  it.each([
    {},
    { dropout: 0.3 },
    { pixels: 'drawn' },
    { pixels: 'half-drawn' },
    { objective: 'hybrid', samples: 2 },
    { ...PARTIAL, omission: 0.4 },
  ])('has the gradient of one worker when two share it: %j', async (changed) => {
    const [one, two] = [await firstGradient(changed, 1), await firstGradient(changed, 2)]
    expect(norm(one)).toBeGreaterThan(0.1)
    expect(furthest(one, two)).toBeLessThan(5e-5)
  })

  it.each([
    [
      'labels',
      PLAIN,
      [
        { dropout: 0.3 },
        { pixels: 'drawn' },
        { pixels: 'half-drawn' },
        { pixels: 'threshold' },
        { shift: 1 },
        { distortion: 0.3 },
        { distortion: 0.3, normalized: true },
        { distortion: 0.3, distortedContrast: 1.5 },
        { samples: 2 },
        { objective: 'gsnn' },
        { objective: 'hybrid', alpha: 0.5 },
        { objective: 'hybrid', alpha: 0.5, samples: 2 },
        { objective: 'importance-weighted', samples: 2 },
      ],
    ],
    [
      'partial images',
      { ...PLAIN, ...PARTIAL },
      [{ omission: 0.4 }, { dropout: 0.3 }, { pixels: 'drawn' }, { condition: '1 quadrant' }],
    ],
  ])('of %s has another gradient with each option', async (_of, plain, options) => {
    const gradients: Float32Array[] = []
    for (const changed of [{}, ...options]) {
      const gradient = await firstGradient({ ...plain, ...changed })
      const nearest = Math.min(...gradients.map((other) => furthest(gradient, other)))
      expect([changed, nearest > 0.01]).toEqual([changed, true])
      gradients.push(gradient)
    }
  })
})

describe('validation', () => {
  it('is of the averaged parameters, and the same whoever measures', async () => {
    const [one, two] = [await crewOf({}, 1), await crewOf({}, 2)]
    const before = await one.validate()
    expect(await two.validate()).toEqual(before)
    one.optimizer.parameters.fill(0)
    expect(await one.validate()).toEqual(before)
    one.optimizer.average.fill(0)
    expect(await one.validate()).not.toEqual(before)
    await Promise.all([one.close(), two.close()])
  })
})

async function finalState(state: RunState): Promise<OptimizerState> {
  let saved: RunState | undefined
  await train(state, data, {
    onStep() {},
    onEpoch() {},
    save: (next) => (saved = structuredClone(next)),
    shouldStop: () => false,
  })
  return (saved as RunState).optimizer
}

describe('several workers', () => {
  it('give the same bytes for the same seed', async () => {
    const [first, second] = [newRun(small, data, 2), newRun(small, data, 2)]
    expect(await finalState(second)).toEqual(await finalState(first))
  })

  it('stop the run with the error of the one that fails', async () => {
    const crew = await crewOf({}, 2)
    crew.optimizer.parameters.fill(NaN)
    await expect(crew.step(indices, 0)).rejects.toThrow('Step 0: the gradient is not finite')
  })

  it('leave the last checkpoint to go on from when one fails', async () => {
    const directory = temporaryDirectory()
    let saves = 0
    const failing = train(newRun(small, data, 2), data, {
      onStep() {},
      onEpoch() {},
      save(state) {
        saves += 1
        saveState(directory, state)
        state.optimizer.parameters.fill(NaN)
      },
      shouldStop: () => false,
    })
    await expect(failing).rejects.toThrow(/the gradient is not finite/)
    expect(saves).toBe(1)
    const whole = await finalState(newRun(small, data, 2))
    const { parameters, average } = await finalState(loadState(directory))
    expect([parameters, average]).toEqual([whole.parameters, whole.average])
  })

  it('end with the run, even while one waits for the others', async () => {
    const code = `
      const { workerData, parentPort } = require('node:worker_threads')
      import(workerData.module).then(({ waitForAll }) => {
        parentPort.postMessage('waiting')
        waitForAll(workerData.barrier, 2)
      })`
    const module = new URL('../../scripts/training/vectors.ts', import.meta.url).href
    const barrier = new Int32Array(new SharedArrayBuffer(8))
    const thread = new Worker(code, { eval: true, workerData: { module, barrier } })
    await once(thread, 'message')
    while (Atomics.load(barrier, 0) === 0) await setTimeout(1)
    expect(await thread.terminate()).toBe(1)
  })
})
