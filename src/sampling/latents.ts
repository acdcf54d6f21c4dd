/** @file From label and noise to z: the prior network, and the acceptance network that keeps to legible digits. */
import type { Checkpoint } from '../checkpoint/checkpoint.ts'
import { acceptanceLogits, acceptanceParameters } from '../networks/acceptance.ts'
import { priorSample, type PriorParameters } from '../networks/prior.ts'
import { conditionUnits } from '../networks/sizes.ts'
import { concat } from '../tensor/ops.ts'
import { inBatches } from './batches.ts'

/** A digit by what the prior network reads. */
export interface NoisyDigit {
  readonly label: number
  /** Standard normal or any other, [latent]. */
  readonly noise: Float32Array
}

/** What noise is multiplied by, again and again, until its z is accepted. */
const NEARER = 0.85

/** Then a digit is drawn as it is: its noise is a seventh of what it was. */
const MOST_STEPS_NEARER = 12

const hasNoise = ({ noise }: NoisyDigit): boolean => noise.some((value) => value !== 0)

/** Draws z. That of a digit does not depend on the others of a call. */
export class Latents {
  readonly #units: number
  /** x of each label. */
  readonly #conditions: readonly Float32Array[]
  /** To z, and behind it the logit of a(z|x) where there is an acceptance network. */
  readonly #draw: ReturnType<typeof inBatches>
  /** The logit of a(z|x) from which on z is accepted. */
  readonly #thresholdLogit: number

  constructor(
    { manifest: { configuration, acceptance }, parameter }: Checkpoint,
    prior: PriorParameters,
    conditions: readonly Float32Array[],
  ) {
    this.#units = configuration.latent
    this.#conditions = conditions
    const network = acceptance && acceptanceParameters(parameter, configuration, acceptance)
    this.#thresholdLogit = acceptance
      ? Math.log(acceptance.threshold / (1 - acceptance.threshold))
      : -Infinity
    this.#draw = inBatches([conditionUnits(configuration), configuration.latent], (x, noise) => {
      const z = priorSample(prior, x, noise)
      return network ? concat([z, acceptanceLogits(network, x, z)], 1) : z
    })
  }

  /** z of the noise as it is, [latent] each, in order. */
  of(digits: readonly NoisyDigit[]): Float32Array[] {
    return this.#drawn(digits).map((drawn) => this.#z(drawn))
  }

  /**
   * z that the acceptance network accepts, [latent] each, in order: where it does not, of noise nearer to the middle.
   * What it still refuses after {@link MOST_STEPS_NEARER} is as it is then, and so is z of no noise at all.
   */
  acceptedOf(digits: readonly NoisyDigit[]): Float32Array[] {
    const drawn = this.#drawn(digits)
    let scale = 1
    for (let step = 0; step < MOST_STEPS_NEARER; step++) {
      const refused = [...drawn.keys()].filter(
        (index) => this.#isRefused(drawn[index]) && hasNoise(digits[index] as NoisyDigit),
      )
      if (refused.length === 0) break
      scale *= NEARER // a power is not the same in all engines
      const nearer = refused.map((index) => {
        const { label, noise } = digits[index] as NoisyDigit
        return { label, noise: noise.map((value) => scale * value) }
      })
      this.#drawn(nearer).forEach((again, at) => (drawn[refused[at] as number] = again))
    }
    return drawn.map((one) => this.#z(one))
  }

  #drawn(digits: readonly NoisyDigit[]): Float32Array[] {
    return this.#draw(
      digits.map(({ label, noise }) => [this.#conditions[label] as Float32Array, noise]),
    )
  }

  #z(drawn: Float32Array): Float32Array {
    return drawn.subarray(0, this.#units)
  }

  #isRefused(drawn: Float32Array | undefined): boolean {
    return (drawn?.[this.#units] ?? Infinity) < this.#thresholdLogit
  }
}
