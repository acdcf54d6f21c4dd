import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { conditionOf } from '../../src/networks/condition.ts'
import { cvaeConfiguration } from '../../src/networks/configuration.ts'
import { cvaeNetworks, sampleLogits } from '../../src/networks/cvae.ts'
import { generationLogits } from '../../src/networks/generation.ts'
import { recognize } from '../../src/networks/recognition.ts'
import { memory, tensor1d, tensor2d } from '../../src/tensor/ops.ts'
import { randomParameters, TINY_FLOW } from './tiny.ts'

/** One linear layer of two inputs and two outputs. */
const linear = (kernel: number[], bias: number[]) => ({
  layers: [{ kernel: tensor2d(kernel, [2, 2]), bias: tensor1d(bias) }],
  activation: 'silu' as const,
  residual: true,
})

describe('generation network p(y|x,z)', () => {
  // logits = [z, x] · kernel + bias: z first, then the condition.
  const generation = linear([2, 0, -1, 3], [1, -1])

  it.each([
    { x: 0, z: 0, logits: [1, -1], why: 'biases alone' },
    { x: 1, z: 0, logits: [0, 2], why: 'the condition' },
    { x: 1, z: 0.5, logits: [1, 2], why: 'condition and latent' },
  ])('x=$x z=$z gives $logits: $why', ({ x, z, logits }) => {
    const found = generationLogits(generation, tensor2d([[x]]), tensor2d([[z]]))
    expect(found.arraySync()).toEqual([logits])
  })
})

describe('recognition network q(z|x,y)', () => {
  it('reads y, then x, and gives mean and log-variance', () => {
    const recognition = { ...linear([1, 0, 0, 1], [0, 0.5]), deviation: 'log-variance' as const }
    const q = recognize(recognition, tensor2d([[2]]), tensor2d([[0.25]]))
    expect(q.mean.arraySync()).toEqual([[0.25]])
    expect(q.logVar.arraySync()).toEqual([[2.5]])
  })
})

describe('the condition', () => {
  it('is a unit for each label, or the label as one number', () => {
    expect(conditionOf(TINY_FLOW, [1, 0]).arraySync()).toEqual([
      [0, 1],
      [1, 0],
    ])
    const scalar = { ...TINY_FLOW, labelCode: 'scalar' as const }
    expect(conditionOf(scalar, [1, 0]).arraySync()).toEqual([[1], [0]])
  })

  it('must be one-hot for the flow, whose base is a table by label', () => {
    const scalar = { ...TINY_FLOW, labelCode: 'scalar' }
    expect(v.safeParse(cvaeConfiguration, scalar).success).toBe(false)
    const prior = { kind: 'standard' }
    expect(v.safeParse(cvaeConfiguration, { ...scalar, prior }).success).toBe(true)
  })
})

describe('sampling', () => {
  it('gives logits for every pixel, and nothing else', () => {
    const cvae = cvaeNetworks(randomParameters, TINY_FLOW)
    const [x, noise] = [tensor2d([[1, 0]]), tensor2d([[0.1, 0.2, 0.3]])]
    const before = memory().numTensors
    expect(sampleLogits(cvae, x, noise).shape).toEqual([1, 4])
    expect(memory().numTensors).toBe(before + 1)
  })
})
