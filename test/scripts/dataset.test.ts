import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readTest, readTraining } from '../../scripts/data/dataset.ts'
import { DataError } from '../../scripts/data/idx.ts'
import { idxBytes, stripes, temporaryDirectory, writeDataset } from './datasets.ts'

const SHAPE = { count: 120, rows: 6, columns: 5, labels: 4 }

describe('MNIST from its package', () => {
  it('has 55,000 images for training, the last 5,000 for validation, and 10,000 for test', () => {
    const { training, validation } = readTraining()
    expect([training.labels.length, validation.labels.length]).toEqual([55_000, 5_000])
    expect([training.rows, training.columns, training.labelCount]).toEqual([28, 28, 10])
    expect([...training.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9])
    expect(validation.labels.at(-1)).toBe(8)
    const test = readTest(undefined, { image: { rows: 28, columns: 28 }, labels: 10 })
    expect([...test.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4])
    expect(test.images).toHaveLength(10_000 * 784)
  })
})

describe('any dataset in its format', () => {
  it.each([false, true])('is read, gzipped: %s, of another size and number of labels', (gzip) => {
    const { training, validation } = readTraining(writeDataset(stripes(SHAPE), gzip))
    expect(training).toMatchObject({ rows: 6, columns: 5, labelCount: 4 })
    expect([training.labels.length, validation.labels.length]).toEqual([110, 10])
    expect(validation.labels[0]).toBe(110 % 4)
  })

  it('has a hash that changes with any pixel', () => {
    const files = stripes(SHAPE)
    const first = readTraining(writeDataset(files)).sha256
    files['train-images-idx3-ubyte']?.writeUInt8(7, 200)
    expect(readTraining(writeDataset(files)).sha256).not.toBe(first)
  })
})

describe('a damaged dataset is refused, its file named', () => {
  const images = 'train-images-idx3-ubyte'
  const labels = 'train-labels-idx1-ubyte'
  const pixels = new Uint8Array(120 * 30)
  it.each([
    [
      'wrong magic number',
      images,
      idxBytes([120], pixels),
      /wrong magic number 2049, expected 2051/,
    ],
    ['empty file', images, Buffer.alloc(0), /truncated: 0 bytes, expected a header of 16/],
    ['cut header', labels, Buffer.alloc(7), /truncated: 7 bytes, expected a header of 8/],
    [
      'truncated',
      images,
      idxBytes([120, 6, 5], pixels.subarray(1)),
      /truncated: 3615 bytes, expected 3616 for sizes 120 x 6 x 5/,
    ],
    ['too long', labels, idxBytes([119], new Uint8Array(120)), /too long: 128 bytes, expected 127/],
    ['no images', images, idxBytes([0, 6, 5], new Uint8Array()), /empty/],
    [
      'counts that disagree',
      labels,
      idxBytes([119], new Uint8Array(119)),
      /119 labels, expected 120/,
    ],
    [
      'label out of range',
      labels,
      idxBytes(
        [120],
        Uint8Array.from({ length: 120 }, (_, i) => (i === 17 ? 200 : i % 4)),
      ),
      /label 200 of image 17 is out of range, expected 0 to 4/,
    ],
  ])('%s', (_what, name, bytes, message) => {
    const directory = writeDataset({ ...stripes(SHAPE), [name]: bytes })
    expect(() => readTraining(directory)).toThrow(DataError)
    expect(() => readTraining(directory)).toThrow(message)
    expect(() => readTraining(directory)).toThrow(name)
  })

  it('a file that is not there', () => {
    expect(() => readTraining(temporaryDirectory())).toThrow(/no train-images-idx3-ubyte/)
  })

  it('a gzip file cut short', () => {
    const directory = writeDataset(stripes(SHAPE), true)
    const bytes = gzipSync(stripes(SHAPE)[images] ?? '')
    writeFileSync(join(directory, `${images}.gz`), bytes.subarray(0, bytes.length / 2))
    expect(() => readTraining(directory)).toThrow(/not a whole gzip file/)
  })

  it('a label that the networks were not trained for', () => {
    const image = { rows: 6, columns: 5 }
    const directory = writeDataset(stripes(SHAPE))
    expect(() => readTest(directory, { image, labels: 3 })).toThrow(/label 3 of image 3/)
  })

  it('test images of another size', () => {
    const directory = writeDataset(stripes(SHAPE))
    const image = { rows: 5, columns: 6 }
    expect(() => readTest(directory, { image, labels: 4 })).toThrow(/6 x 5 pixels, expected 5 x 6/)
  })
})
