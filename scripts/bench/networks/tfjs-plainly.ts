/**
 * @file The networks as one would write them with TensorFlow.js: its fused layer, its element-wise
 * operations, tidy; no kernel called by hand. On whatever backend is current.
 */
import {
  add,
  concat2d,
  exp,
  fused,
  gather,
  mul,
  sigmoid,
  split,
  sub,
  tanh,
  tensor1d,
  tensor2d,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'
import type { DigitNetworks, Draw, PlainLayer } from './digit-networks.ts'

/** Draws digits in one batch. */
export function tfjsPlainly(networks: DigitNetworks): Draw {
  const { labels: labelCount, latent, kept, contrast } = networks
  const tables = {
    mean: tensor2d(networks.base.mean, [labelCount, latent]),
    deviation: tidy(() => exp(mul(tensor2d(networks.base.logVar, [labelCount, latent]), 0.5))),
  }
  const generation = uploaded(networks.generation)
  const couplings = networks.couplings.map(({ layers, order }) => ({
    layers: uploaded(layers),
    inverse: tensor1d(
      order.map((_, unit) => order.indexOf(unit)),
      'int32',
    ),
  }))
  return (labels, noise) => {
    let logits = new Float32Array()
    tidy(() => {
      const index = tensor1d([...labels], 'int32')
      const x = oneHot(labels, labelCount)
      const start = mul(gather(tables.deviation, index), tensor2d(noise, [labels.length, latent]))
      let h = add<Tensor2D>(gather(tables.mean, index), start)
      for (const { layers, inverse } of couplings) {
        const [first, second] = split(h, [kept, latent - kept], 1) as [Tensor2D, Tensor2D]
        const [raw, shift] = split(mlp(layers, concat2d([first, x], 1)), 2, 1)
        if (raw === undefined || shift === undefined) throw new Error('A coupling gave no halves')
        const logScale = mul(tanh(mul(raw, 0.5)), 2)
        const restored = mul<Tensor2D>(sub(second, shift), exp(mul(logScale, -1)))
        h = gather(concat2d([first, restored], 1), inverse, 1)
      }
      // Assigned, not returned: tidy walks a returned array element by element.
      logits = mul(
        mlp(generation, concat2d([h, x], 1)),
        contrast,
      ).dataSync<'float32'>() as Float32Array<ArrayBuffer>
    })
    return logits
  }
}

interface UploadedLayer {
  readonly kernel: Tensor2D
  readonly bias: Tensor1D
}

const uploaded = (layers: readonly PlainLayer[]): UploadedLayer[] =>
  layers.map(({ kernel, bias, inputs, outputs }) => ({
    kernel: tensor2d(kernel, [inputs, outputs]),
    bias: tensor1d(bias),
  }))

/** By hand: the WASM backend's own writes integers. */
function oneHot(labels: readonly number[], depth: number): Tensor2D {
  const rows = new Float32Array(labels.length * depth)
  labels.forEach((label, row) => (rows[row * depth + label] = 1))
  return tensor2d(rows, [labels.length, depth])
}

const mlp = (layers: readonly UploadedLayer[], x: Tensor2D): Tensor2D =>
  layers.reduce((h, { kernel, bias }, index) => {
    const affine = fused.matMul({ a: h, b: kernel, bias }) as Tensor2D
    if (index === layers.length - 1) return affine
    const hidden = mul<Tensor2D>(affine, sigmoid(affine))
    return kernel.shape[0] === kernel.shape[1] ? add<Tensor2D>(h, hidden) : hidden
  }, x)
