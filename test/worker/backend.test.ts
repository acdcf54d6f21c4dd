import { getBackend, matMul, memory, tensor2d, tidy } from '@tensorflow/tfjs-core'
import { describe, expect, it } from 'vitest'
import { RECORDED_KERNELS } from '../../src/tensor/instructions.ts'
import { KERNELS } from '../../src/tensor/kernels.ts'
import { QUANTIZED_DENSE } from '../../src/tensor/quantized.ts'
import { startWasmBackend } from '../../src/tensor/workers-wasm.ts'

describe('startWasmBackend in workerd', () => {
  it('makes the WASM backend the current one, and it computes', async () => {
    await startWasmBackend(KERNELS)
    expect(getBackend()).toBe('wasm')
    const before = memory().numTensors
    let product: unknown
    tidy(() => {
      product = matMul(tensor2d([[1, 2]]), tensor2d([[3], [4]])).arraySync()
    })
    expect(product).toEqual([[11]])
    expect(memory().numTensors).toBe(before)
  })

  it('has the kernels that a recorded pass may call', () => {
    const names = new Set([QUANTIZED_DENSE, ...KERNELS.map(({ kernelName }) => kernelName)])
    expect(RECORDED_KERNELS.filter((name) => !names.has(name))).toEqual([])
  })
})
