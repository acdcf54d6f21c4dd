/** @file How far drawn digits are from real ones of the same label, as distributions. */
import { dense } from '../../../src/tensor/dense.ts'
import {
  add,
  concat,
  mul,
  relu,
  sqrt,
  square,
  sub,
  sum,
  tensor2d,
  tidy,
  transpose,
  zeros,
  type Scalar,
  type Tensor2D,
} from '../../../src/tensor/ops.ts'

/** Added to squared distances, in units of their mean: two equal digits have a gradient too. */
const SMOOTHING = 1e-4

/** What a pair of the 2 * labels * n digits, drawn ones first, counts for; [digits, digits] each. */
export interface PairWeights {
  /** 2 E|d - r| - E|d - d'|. */
  readonly drawn: Tensor2D
  /** E|r - r'|. */
  readonly real: Tensor2D
}

/**
 * The weights for `n` drawn and `n` real digits of each label, both in the labels' order. Only
 * digits of one label are compared, and none with itself, so that the distance is unbiased.
 */
export function pairWeights(labels: number, n: number): PairWeights {
  const digits = labels * n
  const side = 2 * digits
  const drawn = new Float32Array(side * side)
  const real = new Float32Array(side * side)
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const isOfOneLabel = Math.floor((row % digits) / n) === Math.floor((column % digits) / n)
      if (!isOfOneLabel || row === column) continue
      const reals = Number(row >= digits) + Number(column >= digits)
      const at = row * side + column
      if (reals === 0) drawn[at] = -1 / (digits * (n - 1))
      if (reals === 1) drawn[at] = 1 / (digits * n) // of both orders, half of the 2
      if (reals === 2) real[at] = 1 / (digits * (n - 1))
    }
  return { drawn: tensor2d(drawn, [side, side]), real: tensor2d(real, [side, side]) }
}

/**
 * The energy distance 2 E|d - r| - E|d - d'| - E|r - r'| (Székely and Rizzo 2013, eq. 2.1) in
 * units of E|r - r'|: 0 on average for equal distributions.
 *
 * @param drawn [labels * n, units].
 * @param real [labels * n, units].
 */
export function energyDistance(drawn: Tensor2D, real: Tensor2D, weights: PairWeights): Scalar {
  return tidy(() => {
    const all = concat<Tensor2D>([drawn, real], 0)
    const squares = squaredDistances(all)
    const [scale = NaN] = sum(mul(squares, weights.real)).dataSync()
    const distances = sqrt(add(relu(squares), SMOOTHING * scale))
    const [realReal = NaN] = sum(mul(distances, weights.real)).dataSync()
    return sub<Scalar>(mul(sum(mul(distances, weights.drawn)), 1 / realReal), 1)
  })
}

/** |a - b|² = |a|² + |b|² - 2 a·b of all pairs of rows, [rows, rows]. */
function squaredDistances(rows: Tensor2D): Tensor2D {
  const lengths = sum<Tensor2D>(square(rows), 1, true)
  // A dense layer, since the product's own gradient takes the backend's slow path.
  const products = dense(rows, transpose(rows), zeros([rows.shape[0]]))
  return sub<Tensor2D>(add(lengths, transpose(lengths)), mul(products, 2))
}
