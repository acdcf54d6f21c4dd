/** @file Trains classifiers at the same time, in a thread each. */
import { Tinypool } from 'tinypool'
import type { ClassifierConfiguration } from '../classifier/configuration.ts'
import { classifierLayout } from '../classifier/parameters.ts'
import { configurationFor, OTHER_LAYERS, type ClassifierPreset } from '../classifier/presets.ts'
import { DataError } from '../data/idx.ts'
import { indicesByLabel, type LabelledImages } from '../data/labelled-images.ts'

export interface ClassifierTask extends ClassifierPreset {
  /** The images to learn from. */
  readonly images: LabelledImages
}

/** A trained classifier, as plain data for threads. */
export interface ClassifierWeights {
  readonly configuration: ClassifierConfiguration
  /** In the order of the configuration's layout. */
  readonly parameters: Float32Array
}

const LEFT_OUT = 'leave them out by --fine-tune-epochs 0 --acceptance='

/**
 * Finds before hours of training what would fail after them.
 *
 * @throws {DataError} When the images are too small for {@link OTHER_LAYERS}, or a label has none.
 */
export function requireReadable(training: LabelledImages): void {
  const all = indicesByLabel(training, Uint32Array.from(training.labels.keys()))
  const unknown = all.findIndex((images) => images.length === 0)
  if (unknown !== -1)
    throw new DataError(
      `label ${unknown} has 0 training images, expected some, from which classifiers learn to read what is drawn of it: ${LEFT_OUT}`,
    )
  try {
    for (const layers of Object.values(OTHER_LAYERS))
      classifierLayout(configurationFor({ layers }, training))
  } catch (cause) {
    throw new DataError(
      `images of ${training.rows} x ${training.columns} pixels are too small for the classifiers that guide fine-tuning and that an acceptance network is fitted to, expected at least 10 x 10: ${LEFT_OUT}`,
      { cause },
    )
  }
}

/** In the tasks' order. */
export async function trainClassifiers(
  tasks: readonly ClassifierTask[],
): Promise<ClassifierWeights[]> {
  const pool = new Tinypool({
    filename: new URL('classifier-thread.ts', import.meta.url).href,
    minThreads: tasks.length,
    maxThreads: tasks.length,
  })
  try {
    return await Promise.all(tasks.map(async (task) => (await pool.run(task)) as ClassifierWeights))
  } finally {
    await pool.destroy()
  }
}
