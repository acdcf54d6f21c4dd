/**
 * @file The Fréchet distance of two sets of features (Heusel et al. 2017): how far apart the
 * Gaussians with their means and covariances are. It knows nothing of images.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { shuffledIndices } from '../data/batches.ts'
import type { Estimate } from './estimate.ts'
import { gaussianOf, joined, momentsOf, without, type FittedGaussian } from './gaussian.ts'

/**
 * The distance alone: see {@link gaussianDistance}.
 *
 * @param a [rows * units], two rows or more.
 * @param b [rows * units], two rows or more.
 * @param units Features of an image.
 */
export function frechetDistance(a: Float32Array, b: Float32Array, units: number): number {
  return gaussianDistance(wholeGaussian(a, units), wholeGaussian(b, units))
}

/** Parts of a set that the jackknife leaves out, one after the other. */
const GROUPS = 20

/**
 * The distance and its standard error over draws of `a`, with `b` fixed, by the delete-a-group
 * jackknife (Kott 2001). The groups are drawn, with a fixed seed: rows come in an order of
 * labels, and a group of one label would not stand for the others.
 *
 * @param a [rows * units], three rows or more.
 * @param b [rows * units], two rows or more.
 * @param units Features of an image.
 */
export function frechetEstimate(a: Float32Array, b: Float32Array, units: number): Estimate {
  const order = shuffledIndices(a.length / units, 'jackknife groups', '0')
  const groups = Math.min(GROUPS, order.length)
  const parts = Array.from({ length: groups }, (_, group) =>
    momentsOf(
      a,
      units,
      order.filter((_row, place) => place % groups === group),
    ),
  )
  const all = parts.reduce(joined)
  const reference = wholeGaussian(b, units)
  const partial = parts.map((part) => gaussianDistance(gaussianOf(without(all, part)), reference))
  const mean = partial.reduce((total, value) => total + value, 0) / groups
  const squares = partial.reduce((total, value) => total + (value - mean) ** 2, 0)
  return {
    value: gaussianDistance(gaussianOf(all), reference),
    standardError: Math.sqrt(((groups - 1) / groups) * squares),
  }
}

/** The Gaussian of all rows. */
const wholeGaussian = (features: Float32Array, units: number): FittedGaussian =>
  gaussianOf(momentsOf(features, units, Array(features.length / units).keys()))

/**
 * |m_p - m_q|² + tr P + tr Q - 2 tr (P Q)^½ (Dowson and Landau 1982, eq. 4). The product of the
 * covariances is not symmetric, but it has the eigenvalues of Q^½ P Q^½, which is.
 */
function gaussianDistance(p: FittedGaussian, q: FittedGaussian): number {
  const between = Matrix.sub(p.mean, q.mean).norm() ** 2
  const root = squareRoot(q.covariance)
  const product = root.mmul(p.covariance).mmul(root)
  const geometric = eigenvalues(product).values.reduce((sum, value) => sum + Math.sqrt(value), 0)
  return between + p.covariance.trace() + q.covariance.trace() - 2 * geometric
}

/** The symmetric square root of a covariance. */
function squareRoot(covariance: Matrix): Matrix {
  const { values, vectors } = eigenvalues(covariance)
  return vectors.mmul(Matrix.diag(values.map(Math.sqrt))).mmul(vectors.transpose())
}

/** Of a positive semidefinite matrix: rounding leaves some eigenvalues just below 0. */
function eigenvalues(matrix: Matrix): { values: number[]; vectors: Matrix } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  })
  return {
    values: realEigenvalues.map((value) => Math.max(0, value)),
    vectors: eigenvectorMatrix,
  }
}
