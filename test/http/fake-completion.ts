/** @file A completion without networks: noise by seed, label and mask, so that any of them changes it. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { CompletionSampler } from '../../src/sampling/completion.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'

export const fakeCompletion: CompletionSampler = {
  model: 'completion-0',
  image: { rows: 28, columns: 28 },
  labels: 10,
  complete: (requests) =>
    requests.flatMap(({ visible, mask, label, seeds, temperature }) =>
      seeds.map((seed) => {
        const key = JSON.stringify([Array.from(visible), Array.from(mask), label, seed])
        const hash = bytesToHex(sha256(utf8ToBytes(key)))
        const logits = new Float32Array(mask.length)
        fillNormal(seededGenerator('fake', hash), logits, temperature)
        return logits
      }),
    ),
}
