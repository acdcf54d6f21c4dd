/** @file Trains classifiers at the same time, in a thread each. */
import { Tinypool } from 'tinypool'
import type { ClassifierConfiguration } from '../classifier/configuration.ts'
import { classifierLayout } from '../classifier/parameters.ts'
import { configurationFor, OTHER_LAYERS, type ClassifierPreset } from '../classifier/presets.ts'
import { DataError } from '../data/idx.ts'
import type { LabelledImages } from '../data/labelled-images.ts'

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

/**
 * Finds before hours of training what would fail after them.
 *
 * @throws {DataError} When the images are too small for {@link OTHER_LAYERS}.
 */
export function requireReadable(training: LabelledImages): void {
  try {
    for (const layers of OTHER_LAYERS) classifierLayout(configurationFor({ layers }, training))
  } catch (cause) {
    throw new DataError(
      `images of ${training.rows} x ${training.columns} pixels are too small for the classifiers that guide fine-tuning and that an acceptance network is fitted to, expected at least 10 x 10: leave them out by --fine-tune-epochs 0 --acceptance=`,
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
