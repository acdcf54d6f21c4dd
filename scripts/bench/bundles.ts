/** @file The bundles of all candidates, each Worker bundled once. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Candidate } from './candidates.ts'
import { bundleWorker, type Bundle } from './bundle.ts'
import type { DigitNetworks } from './networks/digit-networks.ts'
import { digitsModel } from './onnx/digits.ts'

/** Everything that the benchmark makes; workers/onnxruntime.ts imports the model from it. */
export const BUILD = 'build/bench'

/**
 * Builds what the candidates need.
 *
 * @returns Bundles by source file.
 */
export async function bundleCandidates(
  candidates: readonly Pick<Candidate, 'entry'>[],
  networks: DigitNetworks,
): Promise<ReadonlyMap<string, Bundle>> {
  mkdirSync(BUILD, { recursive: true })
  writeFileSync(join(BUILD, 'digits-onnx.bin'), digitsModel(networks))
  const bundles = new Map<string, Bundle>()
  for (const { entry } of candidates) {
    if (bundles.has(entry)) continue
    const directory = join(BUILD, basename(entry, '.ts'))
    bundles.set(entry, await bundleWorker(entry, directory))
  }
  return bundles
}
