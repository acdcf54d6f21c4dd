/**
 * @file Acceptance network a(z|x): the chance that the digit drawn from z is read as its label.
 *
 * A flow is continuous: between two forms of a digit it puts z from which neither is drawn. Such z can be told
 * from the others and refused, as by the acceptance function of Bauer and Mnih 2019, "Resampled priors for variational
 * autoencoders", section 3. Theirs is a part of the prior, learned by the likelihood, and accepts at random; ours
 * is fitted to what classifiers read, has a threshold, and leaves the likelihood as it is.
 */
import * as v from 'valibot'
import { concat, tidy, type Tensor2D } from '../tensor/ops.ts'
import type { CvaeConfiguration } from './configuration.ts'
import { mlp, mlpParameters, type MlpParameters } from './mlp.ts'
import { count } from './numbers.ts'
import type { ParameterSource } from './parameters.ts'
import { conditionUnits } from './sizes.ts'

/** What a checkpoint says of its acceptance network. */
export const acceptanceForm = v.strictObject({
  hidden: v.array(count),
  /** Of a(z|x): from which on z is accepted. */
  threshold: v.pipe(v.number(), v.gtValue(0), v.ltValue(1)),
})

export type AcceptanceForm = v.InferOutput<typeof acceptanceForm>

/** Asks for the parameters of a(z|x). */
export const acceptanceParameters = (
  parameter: ParameterSource,
  configuration: CvaeConfiguration,
  { hidden }: { readonly hidden: readonly number[] },
): MlpParameters =>
  mlpParameters(parameter, configuration, 'acceptance', [
    configuration.latent + conditionUnits(configuration),
    ...hidden,
    1,
  ])

/**
 * The logit of a(z|x).
 *
 * @param x Condition, [batch, condition units].
 * @param z [batch, latent].
 * @returns [batch, 1]; the caller disposes of it.
 */
export const acceptanceLogits = (network: MlpParameters, x: Tensor2D, z: Tensor2D): Tensor2D =>
  tidy(() => mlp(network, concat([z, x], 1)))
