import { getBackend, matMul, memory, tensor2d, tidy } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { startWasmBackend } from '../../src/tensor/workers-wasm.ts'

describe('startWasmBackend in workerd', () => {
  it('makes the WASM backend the current one, and it computes', async () => {
    await startWasmBackend()
    expect(getBackend()).toBe('wasm')
    const before = memory().numTensors
    let product: unknown
    tidy(() => {
      product = matMul(tensor2d([[1, 2]]), tensor2d([[3], [4]])).arraySync()
    })
    expect(product).toEqual([[11]])
    expect(memory().numTensors).toBe(before)
  })
})
