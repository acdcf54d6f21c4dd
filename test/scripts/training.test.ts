import { describe, expect, it } from 'vitest'
import { readTraining } from '../../scripts/data/dataset.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { newRun } from '../../scripts/training/new-run.ts'
import { parameterLayout } from '../../scripts/training/parameters.ts'
import { train, type EpochReport } from '../../scripts/training/run.ts'
import { loadState, saveState, StateError, type RunState } from '../../scripts/training/state.ts'
import { memory } from '../../src/tensor/ops.ts'
import { stripes, temporaryDirectory, writeDataset } from './datasets.ts'

const data = readTraining(writeDataset(stripes({ count: 240, rows: 6, columns: 5, labels: 4 })))
const options = {
  ...PRESETS.served,
  epochs: 6,
  fineTuneEpochs: 0,
  acceptance: [],
  priorEpochs: 0,
  batch: 40,
  peakLearningRate: 0.02,
  latent: 3,
  recognition: [16],
  generation: [16, 16],
  priorHidden: [8],
  couplings: 2,
}

/** Trains and collects; stops after `steps`, if given. */
async function run(state: RunState, steps = Infinity) {
  const reports: EpochReport[] = []
  let saved: RunState | undefined
  const end = await train(state, data, {
    onStep: () => {},
    onEpoch: (report) => reports.push(report),
    save: (next) => {
      saved = structuredClone(next)
    },
    shouldStop: () => --steps <= 0,
  })
  return { reports, finished: end !== undefined, saved: saved as RunState }
}

describe('training', () => {
  it.each(['flow', 'gaussian'] as const)('lowers the loss, with the %s prior', async (prior) => {
    const { reports, finished } = await run(newRun({ ...options, prior }, data, 1))
    const loss = (parts: object) => Object.values(parts).reduce((a: number, b: number) => a + b, 0)
    expect(finished).toBe(true)
    expect(reports.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6])
    const [first, last] = [reports[0], reports.at(-1)] as [EpochReport, EpochReport]
    expect(loss(last.training)).toBeLessThan(0.8 * loss(first.training))
    expect(loss(last.validation)).toBeLessThan(0.8 * loss(first.validation))
  })

  it('is the same for the same seed, another for another', async () => {
    const [one, two] = [await run(newRun(options, data, 1)), await run(newRun(options, data, 1))]
    expect(two.saved).toEqual(one.saved)
    expect(two.reports).toEqual(one.reports)
    const other = await run(newRun({ ...options, seed: '1' }, data, 1))
    expect(other.saved.optimizer.average).not.toEqual(one.saved.optimizer.average)
  })

  it.each([1, 7, 10])('loses nothing when stopped after step %i and resumed', async (steps) => {
    const whole = await run(newRun(options, data, 1))
    const directory = temporaryDirectory()
    const stopped = await run(newRun(options, data, 1), steps)
    expect(stopped).toMatchObject({ finished: false, saved: { step: steps } })
    saveState(directory, stopped.saved)
    const resumed = await run(loadState(directory))
    expect(resumed.finished).toBe(true)
    expect(resumed.saved).toEqual(whole.saved)
    expect([...stopped.reports, ...resumed.reports]).toEqual(whole.reports)
  })

  it('goes on from the averaged parameters of another run of the same sizes', async () => {
    const { saved: parent } = await run(newRun(options, data, 1))
    const child = newRun({ ...options, seed: '1', epochs: 2 }, data, 1, parent)
    expect([parent.before, child.before]).toEqual([[], [options]])
    expect(newRun(options, data, 1, child).before).toEqual([options, child.options])
    expect(child.step).toBe(0)
    expect(child.optimizer.parameters).toEqual(parent.optimizer.average)
    expect(child.optimizer.average).toEqual(parent.optimizer.average)
    const before = parent.optimizer.average.slice()
    await run(child)
    expect(parent.optimizer.average).toEqual(before)
    // A flow is nothing without its permutations, which the parent drew.
    expect(child.configuration).toEqual(parent.configuration)
    for (const changed of [{ latent: 4 }, { activation: 'relu' as const }])
      expect(() => newRun({ ...options, ...changed }, data, 1, parent)).toThrow(StateError)
  })

  it.each([
    [{ baseline: [4] }, 'the baseline network reads a partial image'],
    [{ scales: 2 }, 'each scale halves the sides'],
    [{ compact: true }, 'compact is for partial images'],
  ])('refuses before it begins what makes no networks: %j', (changed, expected) => {
    expect(() => newRun({ ...options, ...changed }, data, 1)).toThrow(expected)
  })

  it('keeps the number of tensors from step to step', async () => {
    const counts: number[] = []
    await train(newRun({ ...options, epochs: 2 }, data, 1), data, {
      onStep: () => counts.push(memory().numTensors),
      onEpoch: () => {},
      save: () => {},
      shouldStop: () => false,
    })
    expect(new Set(counts).size).toBe(1)
  })

  it('logs an epoch before it saves it: killed in between, it logs one twice and leaves none out', async () => {
    const calls: string[] = []
    await train(newRun({ ...options, epochs: 2 }, data, 1), data, {
      onStep: () => {},
      onEpoch: ({ epoch }) => calls.push(`log ${epoch}`),
      save: ({ step, totalSteps }) => calls.push(`save ${(2 * step) / totalSteps}`),
      shouldStop: () => false,
    })
    expect(calls).toEqual(['log 1', 'save 1', 'log 2', 'save 2'])
  })

  it('refuses to go on with other data', async () => {
    const other = readTraining(
      writeDataset(stripes({ count: 120, rows: 6, columns: 5, labels: 4 })),
    )
    const hooks = { onStep() {}, onEpoch() {}, save() {}, shouldStop: () => false }
    await expect(train(newRun(options, data, 1), other, hooks)).rejects.toThrow(
      /began with other data/,
    )
    expect(() => newRun(options, other, 1, newRun(options, data, 1))).toThrow(
      /began with other data/,
    )
  })
})

describe('fine-tuning', () => {
  // The guides' convolutions need images of some size.
  const larger = readTraining(
    writeDataset(stripes({ count: 240, rows: 12, columns: 10, labels: 4 })),
  )
  const guided = { ...options, epochs: 1, fineTuneEpochs: 2 }
  const runOn = async (state: RunState, steps = Infinity) => {
    const reports: EpochReport[] = []
    let saved = state
    await train(state, larger, {
      onStep: () => {},
      onEpoch: (report) => reports.push(report),
      save: (next) => (saved = structuredClone(next)),
      shouldStop: () => --steps <= 0,
    })
    return { reports, saved }
  }

  it('is guided, goes on from the average, and loses nothing when resumed', async () => {
    const whole = await runOn(newRun(guided, larger, 1))
    expect(whole.reports.map(({ training }) => Object.keys(training))).toEqual([
      ['reconstruction', 'kl'],
      ['importanceWeighted', 'legibility', 'resemblance'],
      ['importanceWeighted', 'legibility', 'resemblance'],
    ])
    const perEpoch = whole.saved.totalSteps / 3
    for (const steps of [perEpoch, perEpoch + 2]) {
      const stopped = await runOn(newRun(guided, larger, 1), steps)
      expect(stopped.saved.step).toBe(steps)
      expect((await runOn(stopped.saved)).saved).toEqual(whole.saved)
    }
    const without = await runOn(newRun({ ...guided, legibility: 0, resemblance: 0 }, larger, 1))
    expect(without.saved.optimizer.average).not.toEqual(whole.saved.optimizer.average)
  }, 120_000)

  it('is refused before it begins where a label has no images to compare with', () => {
    const labels = larger.training.labels.map((label) => (label === 3 ? 0 : label))
    const lacking = { ...larger, training: { ...larger.training, labels } }
    expect(() => newRun(guided, lacking, 1)).toThrow(
      /label 3 has 0 training images, .* --fine-tune-epochs 0/,
    )
  })
})

describe('the prior alone', () => {
  it('comes nearer to q(z|x,y), takes its share of the way, and loses nothing when resumed', async () => {
    const passes = { ...options, priorEpochs: 6, priorShare: 0.5 }
    const { reports, saved } = await run(newRun(passes, data, 1))
    const { saved: before } = await run(newRun(options, data, 1))
    const [last, first] = [reports.at(-1), reports[options.epochs - 1]] as EpochReport[]
    expect(Object.keys(last?.training ?? {})).toEqual(['prior'])
    expect(last?.validation.kl).toBeLessThan(first?.validation.kl ?? NaN)
    expect(last?.validation.reconstruction).toBe(first?.validation.reconstruction)
    const { average, origin } = saved.optimizer
    expect(origin).toEqual(before.optimizer.average)
    for (const { name, offset, size } of parameterLayout(saved.configuration)) {
      const [now, then] = [average, origin].map((vector) => vector.slice(offset, offset + size))
      const isSame = now?.every((value, index) => value === then?.[index])
      expect([name, isSame]).toEqual([name, !name.startsWith('prior/')])
    }
    const inItsSecondEpoch = 7 * (saved.totalSteps / 12) + 2
    const stopped = await run(newRun(passes, data, 1), inItsSecondEpoch)
    expect(stopped.saved.step).toBe(inItsSecondEpoch)
    expect((await run(stopped.saved)).saved).toEqual(saved)
  })
})
