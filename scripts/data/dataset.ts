/**
 * @file Labelled images from the four files of MNIST or of any dataset in their format.
 * Training reads {@link readTraining}; {@link readTest} is for evaluation alone.
 */
import { createHash } from 'node:crypto'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { DataError } from './idx.ts'
import { slice, type LabelledImages } from './labelled-images.ts'
import { readSplit } from './split.ts'

/** The training files' images: the last ones are kept for validation. */
export interface TrainingData {
  readonly training: LabelledImages
  readonly validation: LabelledImages
  /** SHA-256 over image size, images, labels and outputs, hexadecimal. */
  readonly sha256: string
}

const VALIDATION_IMAGES = 5000
/** A dataset smaller than MNIST keeps the same share of its images for validation. */
const VALIDATION_SHARE = 1 / 12

/**
 * Reads the training files and sets the last images aside for validation.
 *
 * @param directory Folder with files of MNIST's names, plain or .gz; MNIST itself when left out.
 * @param labelCount Number of labels; left out, as many as there are different labels.
 * @param condition What x is: with another image than y, the folder has masks too, which are y.
 * @throws {DataError} When a file is missing or not what it should be.
 */
export function readTraining(
  directory?: string,
  labelCount?: number,
  condition: CvaeConfiguration['condition'] = 'label',
): TrainingData {
  const all = readSplit('train', directory, labelCount, condition)
  const count = all.labels.length
  const held = Math.min(VALIDATION_IMAGES, Math.floor(count * VALIDATION_SHARE))
  if (held === 0)
    throw new DataError(
      `${directory ?? 'MNIST'}: ${count} training images, expected at least ${1 / VALIDATION_SHARE}`,
    )
  return {
    training: slice(all, 0, count - held),
    validation: slice(all, count - held, count),
    sha256: createHash('sha256')
      .update(`${all.rows} x ${all.columns}`)
      .update(all.images)
      .update(all.labels)
      .update(all.outputs ?? '')
      .digest('hex'),
  }
}

/** What the networks were trained for. */
type DataForm = Pick<CvaeConfiguration, 'image' | 'labels'> &
  Partial<Pick<CvaeConfiguration, 'condition'>>

/**
 * Reads the test files, for networks of that image size, number of labels and condition.
 *
 * @param directory As for {@link readTraining}.
 * @throws {DataError} When a file is missing or not what it should be.
 */
export function readTest(
  directory: string | undefined,
  { image, labels, condition = 'label' }: DataForm,
): LabelledImages {
  const test = readSplit('t10k', directory, labels, condition)
  if (test.rows !== image.rows || test.columns !== image.columns)
    throw new DataError(
      `${directory ?? 'MNIST'}: test images of ${test.rows} x ${test.columns} pixels, expected ${image.rows} x ${image.columns}, as the networks were trained for`,
    )
  return test
}
