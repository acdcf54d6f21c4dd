/**
 * @file The segmentation task as files in MNIST's format: images under MNIST's own names, so that
 * what reads MNIST reads them, and the masks beside them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { idxBytes } from '../data/idx.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import type { Split } from '../data/split.ts'
import { sceneOf } from './clutter.ts'

/** Scenes of one split: images, masks and the digits' labels. */
export interface Scenes extends LabelledImages {
  /** 255 where the digit is, else 0, [count * rows * columns]. */
  readonly masks: Uint8Array
}

/** The scenes of all digits, in their order. */
export function scenesOf(
  digits: LabelledImages,
  seed: string,
  variant: { readonly occluded: boolean },
): Scenes {
  const size = digits.rows * digits.columns
  const images = new Uint8Array(digits.images.length)
  const masks = new Uint8Array(digits.images.length)
  for (let index = 0; index < digits.labels.length; index++) {
    const { image, mask } = sceneOf(digits, index, seed, variant)
    images.set(image, index * size)
    masks.set(mask, index * size)
  }
  return { ...digits, images, masks }
}

/** Scenes of two sets of digits as one, the second after the first. */
export function joined(first: Scenes, second: Scenes): Scenes {
  return {
    ...first,
    images: bytesOf(first.images, second.images),
    masks: bytesOf(first.masks, second.masks),
    labels: bytesOf(first.labels, second.labels),
  }
}

const bytesOf = (...parts: readonly Uint8Array[]) => Uint8Array.from(Buffer.concat(parts))

/** Writes a split: `train-images-idx3-ubyte`, `train-masks-idx3-ubyte`, `train-labels-idx1-ubyte`. */
export function writeScenes(directory: string, split: Split, scenes: Scenes): void {
  const { rows, columns, images, masks, labels } = scenes
  const sizes = [labels.length, rows, columns]
  mkdirSync(directory, { recursive: true })
  const write = (name: string, bytes: Uint8Array) =>
    writeFileSync(join(directory, `${split}-${name}`), bytes)
  write('images-idx3-ubyte', idxBytes(sizes, images))
  write('masks-idx3-ubyte', idxBytes(sizes, masks))
  write('labels-idx1-ubyte', idxBytes([labels.length], labels))
}
