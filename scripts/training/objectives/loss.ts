/** @file What an objective is: from networks and a batch to what training minimizes. */
import type { Cvae } from '../../../src/networks/cvae.ts'
import type { Tensor1D, Tensor2D } from '../../../src/tensor/ops.ts'

/** Standard normal noise, [batch, latent], other at each call; the caller disposes of it. */
export type Noise = () => Tensor2D

interface Loss {
  /** What is minimized, in nats, [batch]. */
  readonly loss: Tensor1D
  /** What the log tells of it by name, in nats, [batch]. */
  readonly parts: Readonly<Record<string, Tensor1D>>
}

/**
 * @param x Condition, [batch, condition units].
 * @param y Output in [0, 1], [batch, pixels].
 */
export type Objective = (cvae: Cvae, x: Tensor2D, y: Tensor2D, noise: Noise) => Loss
