import { expect, it } from 'vitest'
import { conditionFrom, sampleLogits } from '../../src/networks/cvae.ts'
import {
  sampleLogitsOf,
  sharedOf,
  sharedUnits,
  type GaussianNetworks,
} from '../../src/networks/shared-sampling.ts'
import { memory } from '../../src/tensor/ops.ts'
import { parametersOf } from './tiny.ts'
import { COMPLETION, given, noise } from './two-by-two.ts'

const { values, networks } = parametersOf(COMPLETION)
const cvae = networks(values) as GaussianNetworks

it('samples from what they share are those from x', () => {
  const shared = sharedOf(cvae, given)
  expect(shared.shape).toEqual([2, sharedUnits(COMPLETION)])
  const expected = sampleLogits(cvae, conditionFrom(cvae, given), noise())
  expect(sampleLogitsOf(cvae, shared, noise()).dataSync()).toEqual(expected.dataSync())
})

it('leave nothing behind but their results', () => {
  const at = noise()
  const before = memory().numTensors
  sampleLogitsOf(cvae, sharedOf(cvae, given), at)
  expect(memory().numTensors).toBe(before + 2)
})
