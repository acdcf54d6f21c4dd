/**
 * @file Layers whose gradients we write ourselves, for speed in training; the forward
 * pass is the same in training and serving.
 */
import {
  add,
  customGrad,
  fused,
  matMul,
  mul,
  reshape,
  sigmoid,
  softplus,
  sub,
  sum,
  transpose,
  type GradSaveFunc,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'

const denseWithGradient = customGrad((...inputs) => {
  const [x, kernel, bias, save] = inputs as [Tensor2D, Tensor2D, Tensor1D, GradSaveFunc]
  save([x, kernel])
  return {
    value: fused.matMul({ a: x, b: kernel, bias }),
    // The WASM backend's matMul is about ten times slower with a transposed operand
    // than with an explicit transpose first.
    gradFunc: (dy, saved) => {
      const [savedX, savedKernel] = saved as [Tensor2D, Tensor2D]
      const dOut = dy as Tensor2D
      return [
        matMul(dOut, transpose(savedKernel)),
        matMul(transpose(savedX), dOut),
        sum(dOut, 0),
      ] as Tensor[]
    },
  }
})

/**
 * One affine layer, x · kernel + bias.
 *
 * @param x [batch, inputs].
 * @param kernel [inputs, outputs].
 * @param bias [outputs].
 * @returns [batch, outputs].
 */
export function dense(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor2D {
  return denseWithGradient(x, kernel, bias) as Tensor2D
}

const siluWithGradient = customGrad((...inputs) => {
  const [x, save] = inputs as [Tensor2D, GradSaveFunc]
  const gate = sigmoid(x)
  const value = mul(x, gate)
  save([gate, value])
  return {
    value,
    // d/dx x σ(x) = σ(x) + x σ(x) (1 - σ(x)): four kernels where the chain rule would take seven.
    gradFunc: (dy, saved) => {
      const [savedGate, savedValue] = saved as [Tensor2D, Tensor2D]
      return mul(dy, add(savedGate, sub(savedValue, mul(savedValue, savedGate))))
    },
  }
})

/**
 * The sigmoid linear unit, x σ(x), element by element.
 *
 * @param x Any shape.
 * @returns The shape of `x`.
 */
export function silu(x: Tensor2D): Tensor2D {
  return siluWithGradient(x) as Tensor2D
}

/**
 * log p(y) of independent Bernoulli variables, from their logits:
 * Σ y l - softplus(l), which never takes the logarithm of a rounded probability.
 *
 * @param logits [batch, sizes.y].
 * @param y Targets in [0, 1], [batch, sizes.y]; grey values count as expectations.
 * @returns Nats, [batch].
 */
export function bernoulliLogLikelihood(logits: Tensor2D, y: Tensor2D): Tensor1D {
  const withGradient = customGrad((...inputs) => {
    const [l, save] = inputs as [Tensor2D, GradSaveFunc]
    save([l])
    return {
      value: sum(sub(mul(y, l), softplus(l)), 1),
      gradFunc: (dy, saved) => {
        const [savedLogits] = saved as [Tensor2D]
        return mul(reshape(dy, [-1, 1]), sub(y, sigmoid(savedLogits)))
      },
    }
  })
  return withGradient(logits) as Tensor1D
}
