import { describe, expect, it } from 'vitest'
import { batchOf, imagesAt, levelsAt } from '../../scripts/data/batches.ts'
import { withCutPixels } from '../../scripts/data/pixels.ts'
import { givenTo } from '../../scripts/data/condition.ts'
import { readTest, readTraining } from '../../scripts/data/dataset.ts'
import type { LabelledImages } from '../../scripts/data/labelled-images.ts'
import { DataError } from '../../scripts/data/idx.ts'
import { PRESETS } from '../../scripts/presets/presets.ts'
import { configurationFor, trainingOptions } from '../../scripts/training/options.ts'
import { initialParameters, parameterLayout } from '../../scripts/training/parameters.ts'
import { idxBytes, stripes, writeDataset } from './datasets.ts'
import * as v from 'valibot'

const SHAPE = { count: 24, rows: 4, columns: 3, labels: 2 }
const sizes = [24, 4, 3] as const
/** 7 on the left, which is foreground like any level but 0, and 0 elsewhere. */
const masks = Uint8Array.from({ length: 24 * 12 }, (_, index) => (index % 3 === 0 ? 7 : 0))
const FILES = {
  ...stripes(SHAPE),
  'train-masks-idx3-ubyte': idxBytes(sizes, masks),
  't10k-masks-idx3-ubyte': idxBytes(sizes, masks),
}
const directory = writeDataset(FILES)
const form = { image: { rows: 4, columns: 3 }, labels: 2, condition: 'image' } as const
const left = [255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0]

describe('a folder with masks', () => {
  const { training, validation } = readTraining(directory, undefined, 'image')

  it('gives them as outputs to networks of another image, black and white', () => {
    expect(training.outputs).toHaveLength(22 * 12)
    expect(validation.outputs).toHaveLength(2 * 12)
    expect([...(validation.outputs?.subarray(12) ?? [])]).toEqual(left)
    expect([...(readTest(directory, form).outputs?.subarray(0, 12) ?? [])]).toEqual(left)
  })

  it('is a dataset of images to all others', () => {
    expect(readTraining(directory).training.outputs).toBeUndefined()
    const { condition: _, ...labelled } = form
    expect(readTest(directory, labelled).outputs).toBeUndefined()
  })

  it('has a hash of its masks too', () => {
    const { sha256 } = readTraining(directory, undefined, 'image')
    expect(sha256).not.toBe(readTraining(directory).sha256)
    expect(readTraining(writeDataset(stripes(SHAPE))).sha256).toBe(readTraining(directory).sha256)
  })

  it.each([
    ['no masks', { ...stripes(SHAPE) }, /no train-masks-idx3-ubyte/],
    [
      'masks of another size',
      { ...FILES, 'train-masks-idx3-ubyte': idxBytes([24, 3, 4], masks) },
      /masks of 24 x 3 x 4, expected 24 x 4 x 3/,
    ],
    [
      'labels in their place',
      { ...FILES, 'train-masks-idx3-ubyte': idxBytes([24], new Uint8Array(24)) },
      /wrong magic number/,
    ],
  ])('is refused with %s', (_what, files, message) => {
    const read = () => readTraining(writeDataset(files), undefined, 'image')
    expect(read).toThrow(DataError)
    expect(read).toThrow(message)
  })

  it('is not MNIST', () => {
    expect(() => readTraining(undefined, undefined, 'image')).toThrow(/segmentation:data/)
  })
})

describe('batches of masks', () => {
  const data: LabelledImages = {
    rows: 2,
    columns: 2,
    labelCount: 2,
    images: Uint8Array.of(51, 102, 153, 204, 255, 0, 255, 0),
    outputs: Uint8Array.of(255, 0, 0, 255, 0, 255, 0, 0),
    labels: Uint8Array.of(0, 1),
  }
  const options = { ...PRESETS.segmentation, baseline: [2], recognition: [2], generation: [2] }
  const configuration = configurationFor(options, data)
  const first = Uint32Array.of(0)

  it('have the image as x and the mask as y', () => {
    const { x, y } = batchOf(configuration, data, first)
    ;[0.2, 0.4, 0.6, 0.8].forEach((level, pixel) =>
      expect(x.dataSync()[pixel]).toBeCloseTo(level, 6),
    )
    expect(y.arraySync()).toEqual([[1, 0, 0, 1]])
  })

  it('keep both together when images are chosen, and the image grey', () => {
    const { images, outputs } = imagesAt(data, Uint32Array.of(1))
    expect([[...images], [...(outputs ?? [])]]).toEqual([
      [255, 0, 255, 0],
      [0, 255, 0, 0],
    ])
    expect(withCutPixels(data)).toBe(data)
  })

  it('are one array where y is the image itself', () => {
    const { outputs: _, ...alone } = data
    const levels = levelsAt(alone, first)
    expect(levels.outputs).toBe(levels.images)
  })

  it('omit a block of x, and nothing else', () => {
    const { images } = levelsAt(data, first)
    const x = givenTo(configuration, data, first, images, {
      omission: 1,
      labelShare: 0,
      seedOf: () => '0',
    }).dataSync()
    const changed = images.filter((level, pixel) => x[pixel] !== level)
    expect(changed.length).toBeGreaterThan(0)
    expect([...x].every((level, pixel) => level === 0 || level === images[pixel])).toBe(true)
    expect(images[0]).toBeCloseTo(0.2, 6)
  })

  it('start the first guess at the mean mask', () => {
    const layout = parameterLayout(configuration)
    const block = layout.find(({ name }) => name === 'baseline/1/bias')
    const values = initialParameters(configuration, data, '0')
    const bias = values.subarray(block?.offset, (block?.offset ?? 0) + 4)
    const limit = Math.log(999)
    ;[0, 0, -limit, 0].forEach((logit, pixel) => expect(bias[pixel]).toBeCloseTo(logit, 5))
  })

  it('are not for guides, which read digits', () => {
    const guided = { ...PRESETS.segmentation, fineTuneEpochs: 1 }
    expect(v.safeParse(trainingOptions, guided).issues?.[0].message).toMatch(/guides/)
    expect(v.safeParse(trainingOptions, PRESETS.segmentation).success).toBe(true)
  })
})
