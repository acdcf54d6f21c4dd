import { describe, expect, it } from 'vitest'
import type { LabelledImages } from '../../scripts/data/labelled-images.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { configurationFor, type TrainingOptions } from '../../scripts/training/options.ts'
import { stagesOf } from '../../scripts/training/stages.ts'
import { areMovedIn, stepBatch } from '../../scripts/training/step-batch.ts'

const STEPS = 3
const training: LabelledImages = {
  rows: 8,
  columns: 8,
  labelCount: 2,
  images: Uint8Array.from({ length: 2 * 64 }, (_, at) => (at * 37) % 256),
  labels: Uint8Array.of(0, 1),
}

/** The run of a compact image whose lower left quadrant is observed, or of what is changed. */
function runOf(changed: Partial<TrainingOptions>, data: LabelledImages, runsBefore: number) {
  const options = {
    ...PRESETS.completion,
    condition: '1 quadrant' as const,
    compact: true,
    omission: 0,
    epochs: 2,
    unshiftedEpochs: 1,
    ...changed,
  }
  const configuration = configurationFor(options, data)
  const [stage] = stagesOf(options, STEPS)
  if (stage === undefined) throw new Error('expected a stage')
  return { configuration, options, runsBefore, stepsPerEpoch: STEPS, stage, training: data }
}

/** x, the lower left quadrant, and y, the other three, at the first step of an epoch. */
function batch(
  changed: Partial<TrainingOptions>,
  epoch: number,
  data: LabelledImages = training,
  runsBefore = 0,
) {
  const run = runOf(changed, data, runsBefore)
  const indices = Uint32Array.of(0, 1)
  const { given, y } = stepBatch(run, indices, { start: 0, end: 2 }, epoch * STEPS)
  return { x: given.dataSync(), y: y.dataSync() }
}

describe('what a step trains on', () => {
  const alone = batch({}, 0)

  it('is moved otherwise in a run that went on from another', () => {
    const moved = { shift: 2 }
    expect(batch(moved, 0, training, 1)).not.toEqual(batch(moved, 0))
    expect(batch(moved, 0, training, 1)).not.toEqual(batch(moved, 0, training, 2))
  })

  it.each([{ shift: 1 }, { distortion: 0.2 }])('is moved by %o in the first epochs', (moved) => {
    const first = batch(moved, 0)
    expect(first.x).not.toEqual(alone.x)
    expect(first.y).not.toEqual(alone.y)
    expect(batch(moved, 1)).toEqual(alone)
  })

  it('is moved by both together', () => {
    const both = batch({ shift: 1, distortion: 0.2 }, 0)
    expect(both).not.toEqual(batch({ shift: 1 }, 0))
    expect(both).not.toEqual(batch({ distortion: 0.2 }, 0))
  })

  it.each([0, 0.2])('has y cut after it is moved, x grey, distorted by %d', (distortion) => {
    const grey = batch({ distortion }, 0)
    const cut = batch({ distortion, pixels: 'threshold' }, 0)
    expect(cut.x).toEqual(grey.x)
    expect(cut.y).toEqual(grey.y.map((level) => (level >= 0.5 ? 1 : 0)))
  })
})

describe('the rows of a step', () => {
  type Changed = Partial<TrainingOptions>
  const whole: Changed = { compact: false, baseline: [8], omission: 0.4 }
  const moved: Changed = { shift: 1, distortion: 0.2, normalized: true, pixels: 'drawn' }
  const ofRows = (changed: Changed, rows: { start: number; end: number }) => {
    const indices = Uint32Array.of(1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1)
    const { given, y } = stepBatch(runOf(changed, training, 0), indices, rows, 0)
    return { x: given.arraySync(), y: y.arraySync() }
  }
  const all = { start: 0, end: 12 }

  it.each<Changed>([
    { ...moved, omission: 0.4 },
    { ...whole, ...moved, condition: 'any mask' }, // half of the rows have the label
    { ...whole, ...moved, condition: 'quadrants', pixels: 'half-drawn' },
    { ...whole, ...moved, condition: 'label', baseline: [] },
  ])('are the same whatever other rows a worker has: %j', (changed) => {
    const { x, y } = ofRows(changed, all)
    for (const rows of [
      { start: 0, end: 2 },
      { start: 1, end: 3 },
      { start: 5, end: 12 },
    ])
      expect(ofRows(changed, rows)).toEqual({
        x: x.slice(rows.start, rows.end),
        y: y.slice(rows.start, rows.end),
      })
    // Else they would be the same in any place.
    expect(new Set(y.map((row) => row.join(' '))).size).toBeGreaterThan(2)
  })

  it('of any mask have the label in about half of the cases', () => {
    const { x } = ofRows({ ...whole, condition: 'any mask' }, all)
    const told = x.filter((row) => row.slice(-training.labelCount).includes(1)).length
    expect(told).toBeGreaterThan(2)
    expect(told).toBeLessThan(10)
  })

  it.each<Changed>([
    { compact: true, omission: 0.4 },
    { ...whole, condition: '1 quadrant' },
    { ...whole, condition: 'any mask' },
  ])('lose a block of x by omission, and nothing of y: %j', (changed) => {
    const [omitted, complete] = [changed, { ...changed, omission: 0 }].map((of) => ofRows(of, all))
    expect(omitted?.y).toEqual(complete?.y)
    expect(omitted?.x).not.toEqual(complete?.x)
    const [some = [], everything = []] = [omitted, complete].map((rows) => rows?.x.flat())
    expect(some.every((level, unit) => level === 0 || level === everything[unit])).toBe(true)
  })
})

describe('a mask that a step trains on', () => {
  const black = Uint8Array.from(training.images, (level) => (level > 127 ? 255 : 0))
  const masked = { ...training, images: black, outputs: black }

  it('is moved like its image, and stays black and white', () => {
    const whole = { condition: 'image', compact: false } as const
    const moved = { ...whole, baseline: [], shift: 1, distortion: 0.2 }
    const { x, y } = batch(moved, 0, masked)
    expect(new Set(y)).toEqual(new Set([0, 1]))
    expect(x.some((level) => level > 0 && level < 1)).toBe(true)
    expect(y).toEqual(x.map((level) => (level >= 0.5 ? 1 : 0)))
  })
})

describe('areMovedIn', () => {
  it('ends before the last epochs, and before the fine-tuning', () => {
    const options = { ...PRESETS.served, epochs: 5, unshiftedEpochs: 2, fineTuneEpochs: 1 }
    const epochs = [0, 1, 2, 3, 4, 5].filter((epoch) => areMovedIn(options, epoch))
    expect(epochs).toEqual([0, 1, 2])
  })
})
