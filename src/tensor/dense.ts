/**
 * @file The linear layer, whose gradient we write ourselves, for speed in training; the forward
 * pass is the same in training and serving.
 */
import {
  add,
  customGrad,
  fused,
  matMul,
  ones,
  pad,
  reshape,
  slice,
  transpose,
  Variable,
  type GradSaveFunc,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'

/** A kernel of fewer values is packed as fast as it is transposed. */
const LARGE_KERNEL = 1 << 16

/**
 * One affine layer, x · kernel + bias.
 *
 * The WASM backend packs the second operand of a matMul anew whenever it is another tensor,
 * and is about ten times slower with a transposed operand than with an explicit transpose
 * first. So a large kernel that is being trained, another at each step, is always the first
 * operand, and what is packed are activations. Serving and training differ in the last bits.
 *
 * @param x [batch, inputs].
 * @param kernel [inputs, outputs].
 * @param bias [outputs].
 * @param constant The last so many units of x depend on no parameter: their gradient is not computed.
 * @returns [batch, outputs].
 */
export function dense(x: Tensor2D, kernel: Tensor2D, bias: Tensor1D, constant = 0): Tensor2D {
  const kernelFirst = kernel instanceof Variable && kernel.size >= LARGE_KERNEL
  const layer = customGrad((...inputs) => {
    const [input, weights, offsets, save] = inputs as [Tensor2D, Tensor2D, Tensor1D, GradSaveFunc]
    const sideways = kernelFirst ? transpose(input) : input
    // What is saved is copied: a variable, which stays, needs no copy.
    save(kernel instanceof Variable ? [sideways] : [sideways, weights])
    return {
      value: kernelFirst
        ? add(transpose(matMul(transpose(weights), sideways)), offsets)
        : fused.matMul({ a: input, b: weights, bias: offsets }),
      gradFunc: (dy, saved) => {
        const [savedInput, savedKernel = kernel] = saved as [Tensor2D, Tensor2D?]
        const dOut = dy as Tensor2D
        return [
          inputGradient(savedKernel, dOut, constant),
          matMul(kernelFirst ? savedInput : transpose(savedInput), dOut),
          biasGradient(dOut),
        ] as Tensor[]
      },
    }
  })
  return layer(x, kernel, bias) as Tensor2D
}

/** dL/dx = dOut · kernelᵀ, 0 for the last `constant` units of x; where all are, it is not read. */
function inputGradient(kernel: Tensor2D, dOut: Tensor2D, constant: number): Tensor2D {
  const [inputs, outputs] = kernel.shape
  if (constant === inputs) return dOut
  const read = constant === 0 ? kernel : slice(kernel, [0, 0], [inputs - constant, outputs])
  const gradient: Tensor2D = transpose(matMul(read, transpose(dOut)))
  return constant === 0
    ? gradient
    : pad(gradient, [
        [0, 0],
        [0, constant],
      ])
}

/** dL/dbias = 1ᵀ · dOut: the kernel's gradient has packed dOut already, a sum would transpose it first. */
function biasGradient(dOut: Tensor2D): Tensor1D {
  return reshape(matMul(ones([1, dOut.shape[0]]), dOut), [-1])
}
