/**
 * @file Functions whose gradients we write ourselves, most for speed in training; the forward pass is the same in
 * training and serving.
 */
import {
  add,
  customGrad,
  matMul,
  mul,
  reshape,
  sigmoid,
  softplus,
  sub,
  sum,
  zerosLike,
  type GradSaveFunc,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core'

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
