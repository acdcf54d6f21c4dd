/** @file The parameters of an acceptance network: their layout, and the network over variables. */
import { acceptanceParameters } from '../../../src/networks/acceptance.ts'
import type { CvaeConfiguration } from '../../../src/networks/configuration.ts'
import type { MlpParameters } from '../../../src/networks/mlp.ts'
import type { ParameterSource } from '../../../src/networks/parameters.ts'
import { layoutOf, Trainable, type ParameterBlock } from '../trainable.ts'

const networkOf =
  (configuration: CvaeConfiguration, hidden: readonly number[]) =>
  (parameter: ParameterSource): MlpParameters =>
    acceptanceParameters(parameter, configuration, { hidden })

/** All parameters in the order in which the network asks for them. */
export const acceptanceLayout = (
  configuration: CvaeConfiguration,
  hidden: readonly number[],
): readonly ParameterBlock[] => layoutOf(networkOf(configuration, hidden))

/** The network over variables. */
export const trainableAcceptance = (
  configuration: CvaeConfiguration,
  hidden: readonly number[],
): Trainable<MlpParameters> => new Trainable(networkOf(configuration, hidden))
