/** @file The diagonal Gaussian: densities, samples and divergence, in nats. */
import {
  add,
  clipByValue,
  exp,
  log,
  mul,
  softplus,
  split,
  square,
  sub,
  sum,
  tidy,
  zeros,
  type Rank,
  type Tensor1D,
  type Tensor2D,
} from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'

/** `mean` and `logVar` are [batch, units]. */
export interface Gaussian {
  readonly mean: Tensor2D
  readonly logVar: Tensor2D
}

/** Outside these bounds exp(logVar) is no use to a 32-bit float, and gradients explode. */
const LOG_VARIANCE_BOUNDS = [-12, 6] as const

/**
 * Reads a network's output as mean and clamped log-variance.
 *
 * @param output [batch, 2 * units]: the means, then what `deviation` says.
 */
export function gaussianFrom(
  output: Tensor2D,
  deviation: CvaeConfiguration['deviation'],
): Gaussian {
  const [mean, spread] = split(output, 2, 1) as [Tensor2D, Tensor2D]
  const logVar = deviation === 'softplus' ? mul<Tensor2D>(log(softplus(spread)), 2) : spread
  return { mean, logVar: clipByValue(logVar, ...LOG_VARIANCE_BOUNDS) }
}

/** Mean 0 and variance 1 in every unit, [batch, units]. */
export function standardGaussian(batch: number, units: number): Gaussian {
  const zero = () => zeros<Rank.R2>([batch, units])
  return { mean: zero(), logVar: zero() }
}

/**
 * The reparameterization mean + exp(logVar / 2) * noise (Kingma and Welling 2014, eq. 4).
 *
 * @param noise Standard normal, [batch, units].
 * @returns [batch, units].
 */
export function gaussianSample({ mean, logVar }: Gaussian, noise: Tensor2D): Tensor2D {
  return tidy(() => add(mean, mul(exp(mul(logVar, 0.5)), noise)))
}

/**
 * log N(z; mean, exp(logVar)).
 *
 * @param z [batch, units].
 * @returns Nats, [batch].
 */
export function gaussianLogDensity({ mean, logVar }: Gaussian, z: Tensor2D): Tensor1D {
  return tidy(() => {
    const quadratic = mul(square(sub(z, mean)), exp(mul(logVar, -1)))
    return mul(sum(add(add(quadratic, logVar), Math.log(2 * Math.PI)), 1), -0.5)
  })
}

/**
 * KL(q || p) of two diagonal Gaussians in closed form.
 *
 * @returns Nats, [batch].
 */
export function gaussianKl(q: Gaussian, p: Gaussian): Tensor1D {
  return tidy(() => {
    const logRatio = sub(p.logVar, q.logVar)
    const quadratic = mul(square(sub(q.mean, p.mean)), exp(mul(p.logVar, -1)))
    const perUnit = sub(add(add(logRatio, exp(mul(logRatio, -1))), quadratic), 1)
    return mul(sum(perUnit, 1), 0.5)
  })
}
