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
  ones,
  pad,
  reshape,
  sigmoid,
  slice,
  softplus,
  sub,
  sum,
  transpose,
  Variable,
  zerosLike,
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

/**
 * The units of x in another order: x · permutation. Its gradient is a product with the
 * inverse, where the backend's own would be a slow one with a transposed operand.
 *
 * @param x [batch, units].
 * @param permutation [units, units], a single 1 in each row and column; `inverse` undoes it.
 */
export function permuted(x: Tensor2D, permutation: Tensor2D, inverse: Tensor2D): Tensor2D {
  const withGradient = customGrad((...inputs) => {
    const [units, save] = inputs as [Tensor2D, GradSaveFunc]
    save([inverse])
    return {
      value: matMul(units, permutation),
      gradFunc: (dy, saved) => matMul(dy as Tensor2D, saved[0] as Tensor2D),
    }
  })
  return withGradient(x) as Tensor2D
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
 * @param logits [batch, pixels].
 * @param y Targets in [0, 1], [batch, pixels]; grey values count as expectations.
 * @param counted 1 for the variables that count, else 0, [batch, pixels]; all when left out.
 * @returns Nats, [batch].
 */
export function bernoulliLogLikelihood(
  logits: Tensor2D,
  y: Tensor2D,
  counted?: Tensor2D,
): Tensor1D {
  const withGradient = customGrad((...inputs) => {
    const [l, save] = inputs as [Tensor2D, GradSaveFunc]
    save(counted === undefined ? [l, y] : [l, y, counted])
    const each = sub(mul(y, l), softplus(l))
    return {
      value: sum(counted === undefined ? each : mul(each, counted), 1),
      gradFunc: (dy, saved) => {
        const [savedLogits, targets, weights] = saved as [Tensor2D, Tensor2D, Tensor2D?]
        const difference = sub(targets, sigmoid(savedLogits))
        return mul(
          reshape(dy, [-1, 1]),
          weights === undefined ? difference : mul(difference, weights),
        )
      },
    }
  })
  return withGradient(logits) as Tensor1D
}

const constantWithGradient = customGrad((...inputs) => {
  const [x] = inputs as [Tensor]
  return { value: x.clone(), gradFunc: (dy) => zerosLike(dy) }
})

/** The same values, which no gradient passes. */
export function stopGradient<T extends Tensor>(x: T): T {
  return constantWithGradient(x) as T
}
