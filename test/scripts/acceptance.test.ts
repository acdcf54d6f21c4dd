import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { drawingOf } from '../../scripts/checkpoint.ts'
import { initialClassifierParameters } from '../../scripts/classifier/parameters.ts'
import { readTraining } from '../../scripts/data/dataset.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { saveAcceptance, withAcceptance } from '../../scripts/training/acceptance/file.ts'
import { fitAcceptance } from '../../scripts/training/acceptance/fit-acceptance.ts'
import { trainableAcceptance } from '../../scripts/training/acceptance/parameters.ts'
import readDigits from '../../scripts/training/acceptance/read-digits.ts'
import type { FitEpoch } from '../../scripts/training/fit.ts'
import { trainingOptions } from '../../scripts/training/options.ts'
import { newRun } from '../../scripts/training/new-run.ts'
import { parameterLayout } from '../../scripts/training/parameters.ts'
import { acceptanceLogits } from '../../src/networks/acceptance.ts'
import { conditionOf } from '../../src/networks/condition.ts'
import { memory, tensor2d } from '../../src/tensor/ops.ts'
import { stripes, temporaryDirectory, writeDataset } from './datasets.ts'

const data = readTraining(writeDataset(stripes({ count: 400, rows: 12, columns: 10, labels: 3 })))
const options = {
  ...PRESETS.served,
  latent: 4,
  recognition: [16],
  generation: [16],
  priorHidden: [8],
  couplings: 2,
  acceptance: [16],
  acceptanceDigits: 6000,
}
const PARTIAL = { condition: 'any mask', baseline: [8], prior: 'gaussian' }
const state = newRun(options, data, 2)
const layers = {
  image: { rows: 12, columns: 10 },
  labels: 3,
  convolutions: [{ kernel: 3, stride: 2, channels: 4, pool: 1 }],
  dense: [8],
}
/** It has learned nothing; but what it reads depends on the image, and so on z. */
const reader = {
  configuration: layers,
  parameters: initialClassifierParameters(layers, 'reader').map((value) => 4 * value),
}
const reports: FitEpoch[] = []
const fitted = await fitAcceptance(state, [reader], (report) => reports.push(report))

describe('an acceptance network', () => {
  it('tells what the readers read of digits that it has not seen', () => {
    expect(reports.at(-1)?.loss).toBeLessThan(reports[0]?.loss ?? NaN)
    const before = memory().numTensors
    const { labels, z, read } = readDigits({
      configuration: state.configuration,
      parameters: state.optimizer.average,
      contrast: options.contrast,
      readers: [reader],
      seed: 'others',
      digits: 600,
      first: 0,
    })
    expect(memory().numTensors).toBe(before)
    const trainable = trainableAcceptance(state.configuration, options.acceptance)
    trainable.assign(fitted)
    const x = conditionOf(state.configuration, labels)
    const logits = acceptanceLogits(trainable.networks, x, tensor2d(z, [600, 4])).dataSync()
    const told = Array.from(logits, (logit) => 1 / (1 + Math.exp(-logit)))
    const mean = read.reduce((sum, value) => sum + value, 0) / read.length
    const squares = (guessOf: (digit: number) => number) =>
      read.reduce((sum, value, digit) => sum + (value - guessOf(digit)) ** 2, 0)
    // Of the variance of the readings it explains most.
    expect(squares((digit) => told[digit] ?? NaN)).toBeLessThan(0.5 * squares(() => mean))
  })

  it('is fitted to digits of wider scales, whatever the parts that they are read in', () => {
    const free = newRun({ ...options, prior: 'standard', priorHidden: [] }, data, 2)
    const task = {
      configuration: free.configuration,
      parameters: free.optimizer.average,
      contrast: options.contrast,
      readers: [reader],
      seed: 'parts',
    }
    const whole = readDigits({ ...task, digits: 6000, first: 0 })
    const last = readDigits({ ...task, digits: 2000, first: 4000 })
    expect(last.labels).toEqual(whole.labels.subarray(4000))
    expect(last.z).toEqual(whole.z.subarray(4 * 4000))
    expect(last.read).toEqual(whole.read.subarray(4000))
    // z is the noise here; the mean of e^(2s) is e^(2 deviation²).
    const square = whole.z.reduce((sum, value) => sum + value * value, 0) / whole.z.length
    expect(Math.abs(square / Math.exp(2 * 0.25 ** 2) - 1)).toBeLessThan(0.05)
  })

  it('does not depend on the number of threads', async () => {
    expect(await fitAcceptance({ ...state, workers: 1 }, [reader])).toEqual(fitted)
  })

  it('stands behind the other parameters of its run', () => {
    const directory = temporaryDirectory()
    saveAcceptance(directory, fitted)
    const layout = parameterLayout(state.configuration)
    const whole = withAcceptance(directory, state)
    expect(whole.values.subarray(state.optimizer.average.length)).toEqual(fitted)
    for (const { name, offset, size } of whole.layout.slice(layout.length)) {
      expect(name).toMatch(/^acceptance\//)
      expect(whole.values.subarray(offset, offset + size)).toHaveLength(size)
    }
    expect(
      withAcceptance(directory, { ...state, options: { ...options, acceptance: [] } }),
    ).toEqual({ layout, values: state.optimizer.average })
  })

  it('is asked for where it is missing, and refused where it is cut off', () => {
    const directory = temporaryDirectory()
    const read = () => withAcceptance(directory, state)
    expect(read).toThrow(/acceptance\.bin: missing, .* --resume/)
    writeFileSync(join(directory, 'acceptance.bin'), new Uint8Array(12))
    expect(read).toThrow(/12 bytes, expected \d+ 32-bit floats/)
  })
})

it('a manifest has the acceptance network of the options, and none of no layers', () => {
  const plain = { contrast: 1.1, scaleDeviation: 0 }
  expect(drawingOf({ ...plain, acceptance: [8], acceptanceThreshold: 0.7 })).toEqual({
    contrast: 1.1,
    acceptance: { hidden: [8], threshold: 0.7 },
  })
  expect(drawingOf({ ...plain, acceptance: [], acceptanceThreshold: 0.5 })).toEqual({
    contrast: 1.1,
  })
})

it('is for digits of a label alone', () => {
  expect(v.safeParse(trainingOptions, { ...options, ...PARTIAL }).issues?.[0]?.message).toContain(
    '--acceptance=',
  )
  expect(v.is(trainingOptions, { ...options, ...PARTIAL, acceptance: [] })).toBe(true)
})

it('needs images that readers can learn from', () => {
  const small = readTraining(writeDataset(stripes({ count: 60, rows: 6, columns: 5, labels: 3 })))
  expect(() => newRun({ ...options, fineTuneEpochs: 0 }, small, 1)).toThrow(/--acceptance=/)
})
