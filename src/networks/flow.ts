/**
 * @file Conditional flow: affine couplings between z and a Gaussian base variable
 * (Dinh et al. 2017, "Density estimation using Real NVP", section 3.2).
 *
 * The aggregate posterior of a label is no Gaussian: with a Gaussian prior one drawn digit in
 * some fifteen is illegible, with a flow and fine-tuning two or three in 1,000 (docs/evaluation.md).
 */
import { permuted } from '../tensor/layers.ts'
import { oneHot } from '../tensor/one-hot.ts'
import {
  add,
  addN,
  concat,
  exp,
  matMul,
  mul,
  split,
  sub,
  sum,
  tanh,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'
import { gaussianLogDensity, gaussianSample, type Gaussian } from './gaussian.ts'
import { mlp, mlpParameters, type MlpParameters } from './mlp.ts'
import type { ParameterSource } from './parameters.ts'

interface Coupling {
  /** From the first half and x to log-scale and shift of the second half. */
  readonly network: MlpParameters
  /** Matrix that puts unit order[j] at j: the gradient of `gather` is missing on WASM. */
  readonly permutation: Tensor2D
  readonly inversePermutation: Tensor2D
  /** Units of the unchanged and of the changed half. */
  readonly halves: readonly [number, number]
}

/** `mean` and `logVar` of the base variable are tables by label, [labels, latent]. */
export interface FlowParameters {
  readonly base: Gaussian
  readonly couplings: readonly Coupling[]
}

/** The largest absolute log-scale: a coupling stretches by at most e². */
const LOG_SCALE_LIMIT = 2

/** Asks for the parameters of the flow. */
export function flowParameters(
  parameter: ParameterSource,
  configuration: CvaeConfiguration,
  prior: { readonly hidden: readonly number[]; readonly permutations: readonly number[][] },
): FlowParameters {
  const { labels, latent } = configuration
  const kept = Math.ceil(latent / 2)
  const changed = latent - kept
  return {
    base: {
      mean: parameter('prior/base/mean', [labels, latent]) as Tensor2D,
      logVar: parameter('prior/base/logVar', [labels, latent]) as Tensor2D,
    },
    couplings: prior.permutations.map((order, index) => {
      const inverse = order.map((_, unit) => order.indexOf(unit))
      return {
        network: mlpParameters(parameter, configuration, `prior/coupling${index}`, [
          kept + labels,
          ...prior.hidden,
          2 * changed,
        ]),
        permutation: oneHot(inverse, latent),
        inversePermutation: oneHot(order, latent),
        halves: [kept, changed] as const,
      }
    }),
  }
}

/** The base Gaussian of each condition; x is one-hot, so a product is a table row. */
function baseOf({ base }: FlowParameters, x: Tensor2D): Gaussian {
  return { mean: matMul(x, base.mean), logVar: matMul(x, base.logVar) }
}

/** Log-scale r and shift t of the second half, each [batch, changed]. */
function scaleAndShift({ network }: Coupling, kept: Tensor2D, x: Tensor2D): [Tensor2D, Tensor2D] {
  const [raw, shift] = split(mlp(network, concat([kept, x], 1)), 2, 1) as [Tensor2D, Tensor2D]
  return [mul(tanh(mul(raw, 1 / LOG_SCALE_LIMIT)), LOG_SCALE_LIMIT), shift]
}

/**
 * log p(z | x): z goes through the couplings to the base variable, and the change of
 * variables adds the sum of the log-scales (Dinh et al. 2017, eq. 6).
 *
 * @param x Condition, [batch, labels].
 * @param z [batch, latent].
 * @returns Nats, [batch].
 */
export function flowLogDensity(flow: FlowParameters, x: Tensor2D, z: Tensor2D): Tensor1D {
  return tidy(() => {
    let h = z
    const logDeterminants: Tensor1D[] = []
    for (const coupling of flow.couplings) {
      const { permutation, inversePermutation, halves } = coupling
      const ordered = permuted(h, permutation, inversePermutation)
      const [kept, moved] = split(ordered, [...halves], 1) as [Tensor2D, Tensor2D]
      const [logScale, shift] = scaleAndShift(coupling, kept, x)
      h = concat([kept, add(mul(moved, exp(logScale)), shift)], 1)
      logDeterminants.push(sum(logScale, 1))
    }
    return addN([gaussianLogDensity(baseOf(flow, x), h), ...logDeterminants])
  })
}

/**
 * A sample of p(z | x): the base Gaussian, then the couplings inverted in reverse order.
 *
 * @param x Condition, [batch, labels].
 * @param noise Standard normal, times any scale, [batch, latent].
 * @returns z, [batch, latent].
 */
export function flowSample(flow: FlowParameters, x: Tensor2D, noise: Tensor2D): Tensor2D {
  return tidy(() =>
    flow.couplings.reduceRight(
      (h, coupling) => {
        const [kept, moved] = split(h, [...coupling.halves], 1) as [Tensor2D, Tensor2D]
        const [logScale, shift] = scaleAndShift(coupling, kept, x)
        const restored = mul<Tensor2D>(sub(moved, shift), exp(mul(logScale, -1)))
        const { permutation, inversePermutation } = coupling
        return permuted(concat([kept, restored], 1), inversePermutation, permutation)
      },
      gaussianSample(baseOf(flow, x), noise),
    ),
  )
}
