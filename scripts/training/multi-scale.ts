/**
 * @file The multi-scale prediction objective (Sohn et al. 2015, section 4.3): the generation network
 * predicts y at half and quarter size too, from the same hidden units.
 */
import type { ImageSize } from '../../src/networks/image-size.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import type { Cvae } from '../../src/networks/cvae.ts'
import { bernoulliLogLikelihood } from '../../src/tensor/layers.ts'
import {
  add,
  div,
  matMul,
  maximum,
  mul,
  slice,
  tensor2d,
  tidy,
  type Tensor1D,
  type Tensor2D,
} from '../../src/tensor/ops.ts'

/** A coarse pixel of which less is missing counts for nothing, and its mean is not taken. */
const LEAST_MISSING = 1e-3

/**
 * The networks with what their coarse outputs add to the likelihood in training; evaluation and
 * serving look at the finest alone.
 *
 * @param pools From pixels to the means at each coarser scale, {@link poolingMatrices}.
 */
export function withScales(cvae: Cvae, pools: readonly Tensor2D[]): Cvae {
  if (pools.length === 0) return cvae
  const coarse = (outputs: Tensor2D, y: Tensor2D, missing: Tensor2D): Tensor1D => {
    let start = y.shape[1]
    return pools
      .map((pool) => {
        const size = pool.shape[1]
        const logits = slice(outputs, [0, start], [-1, size])
        start += size
        // As large a share of a coarse pixel as is missing counts, and the mean is over that share.
        const share: Tensor2D = matMul(missing, pool)
        const mean = div<Tensor2D>(
          matMul(mul<Tensor2D>(y, missing), pool),
          maximum(share, LEAST_MISSING),
        )
        return bernoulliLogLikelihood(logits, mean, share)
      })
      .reduce((total, part) => add<Tensor1D>(total, part))
  }
  return { ...cvae, generation: { ...cvae.generation, coarse } }
}

/**
 * Means of 2 x 2, then of 4 x 4 pixels, and so on, as matrices [pixels, coarse pixels].
 *
 * @returns One for each scale but the finest; the caller disposes of them.
 */
export function poolingMatrices({ image, scales }: CvaeConfiguration): Tensor2D[] {
  return Array.from({ length: scales - 1 }, (_, index) => poolingMatrix(image, 2 ** (index + 1)))
}

function poolingMatrix({ rows, columns }: ImageSize, factor: number): Tensor2D {
  const [pixels, across] = [rows * columns, columns / factor]
  const coarse = pixels / factor ** 2
  return tidy(() => {
    const values = new Float32Array(pixels * coarse)
    for (let pixel = 0; pixel < pixels; pixel++) {
      const row = Math.floor(pixel / columns / factor)
      const column = Math.floor((pixel % columns) / factor)
      values[pixel * coarse + row * across + column] = 1 / factor ** 2
    }
    return tensor2d(values, [pixels, coarse])
  })
}
