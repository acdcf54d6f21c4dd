/** @file The loss of a classifier. */
import {
  logSumExp,
  mul,
  sub,
  sum,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '../../src/tensor/ops.ts'

/**
 * -log p(label) under the softmax of the logits, as log Σ exp(l) - l_label: no probability
 * is rounded to 0 before its logarithm.
 *
 * @param logits [batch, labels].
 * @param x One-hot labels, [batch, labels].
 * @returns Nats, [batch].
 */
export function crossEntropy(logits: Tensor2D, x: Tensor2D): Tensor1D {
  return tidy(() => sub<Tensor1D>(logSumExp(logits, 1), sum(mul(logits, x), 1)))
}
