import { expect, it } from 'vitest'
import { acceptanceLogits, acceptanceParameters } from '../../src/networks/acceptance.ts'
import { memory, tensor, tensor2d, tidy } from '../../src/tensor/ops.ts'
import { TINY_FLOW } from './tiny.ts'

/** Inputs: three units of z, two of x. */
const VALUES: Record<string, number[]> = {
  'acceptance/0/kernel': [1, 2, -1, 0.5, 3],
  'acceptance/0/bias': [0.25],
}

it('reads z, then x, and leaves one logit a digit', () => {
  tidy(() => {
    const network = acceptanceParameters(
      (name, shape) => tensor(VALUES[name] ?? [], [...shape]),
      TINY_FLOW,
      { hidden: [] },
    )
    const [x, z] = [
      tensor2d([
        [1, 0],
        [0, 1],
      ]),
      tensor2d([
        [1, 1, 1],
        [0, 0.5, 2],
      ]),
    ]
    const before = memory().numTensors
    const logits = acceptanceLogits(network, x, z)
    expect(memory().numTensors).toBe(before + 1)
    // 1 + 2 - 1 + 0.5 + 0.25, and 1 - 2 + 3 + 0.25.
    expect(logits.arraySync()).toEqual([[2.75], [2.25]])
  })
})
