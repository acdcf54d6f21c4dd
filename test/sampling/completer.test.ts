import { expect, it } from 'vitest'
import { COMPLETION_FILE, readCheckpoint, SAMPLING_FILE } from '../../scripts/checkpoint.ts'
import { CheckpointError } from '../../src/checkpoint/weight-file.ts'
import { Completer } from '../../src/sampling/completer.ts'
import type { CompletionRequest } from '../../src/sampling/completion.ts'

const checkpoint = await readCheckpoint('weights', COMPLETION_FILE)
const completer = new Completer(checkpoint)

/** Ink in the left columns of what is observed, the upper rows. */
const part = (rows: number, label?: number): Omit<CompletionRequest, 'seeds'> => ({
  mask: Float32Array.from({ length: 784 }, (_, pixel) => (pixel < 28 * rows ? 1 : 0)),
  visible: Float32Array.from({ length: 784 }, (_, pixel) =>
    pixel < 28 * rows && pixel % 28 === 12 ? 1 : 0,
  ),
  label,
  temperature: 1,
})

it('completions are by request and by seed, each what it is alone', () => {
  const requests = [
    { ...part(14), seeds: ['a', 'b'] },
    { ...part(20, 7), seeds: ['b', 'c', 'd'] },
    { ...part(20, 0), seeds: ['b'] },
    { ...part(20), seeds: ['b'] },
  ]
  const alone = requests.flatMap(({ seeds, ...request }) =>
    seeds.flatMap((seed) => completer.complete([{ ...request, seeds: [seed] }])),
  )
  expect(completer.complete(requests)).toEqual(alone)
  expect(new Set(alone.map((logits) => logits.join())).size).toBe(7)
})

it('refuses networks of labels', async () => {
  const digits = await readCheckpoint('weights', SAMPLING_FILE)
  expect(() => new Completer(digits)).toThrow(CheckpointError)
})
