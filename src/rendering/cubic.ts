/** @file Where each pixel of a larger picture lies between the pixels of a smaller one. */

/** For each output position, four input positions and their weights. */
export interface Taps {
  readonly positions: Int32Array
  readonly weights: Float32Array
}

/** A part of the outputs that may reach beyond them, and lie aside. */
export interface Window {
  /** Outputs before the first. */
  readonly margin: number
  /** Inputs that the picture is moved by, towards its end. */
  readonly shift: number
}

/**
 * Catmull-Rom weights (Keys 1981, a = -1/2) of the four inputs about a place between two of them.
 *
 * @param t From the second to the third, in [0, 1).
 */
export const cubicWeights = (t: number): readonly [number, number, number, number] => [
  ((-t + 2) * t - 1) * t * 0.5,
  ((3 * t - 5) * t * t + 2) * 0.5,
  ((-3 * t + 4) * t + 1) * t * 0.5,
  (t - 1) * t * t * 0.5,
]

/** {@link cubicWeights} of each output; pixels beyond the border repeat it. */
export function cubicTaps(
  inputs: number,
  outputs: number,
  { margin, shift }: Window = { margin: 0, shift: 0 },
): Taps {
  const count = outputs + 2 * margin
  const positions = new Int32Array(4 * count)
  const weights = new Float32Array(4 * count)
  for (let output = 0; output < count; output++) {
    const center = ((output - margin + 0.5) * inputs) / outputs - 0.5 - shift
    const first = Math.floor(center)
    const t = center - first
    for (let tap = 0; tap < 4; tap++)
      positions[4 * output + tap] = Math.min(inputs - 1, Math.max(0, first - 1 + tap))
    weights.set(cubicWeights(t), 4 * output)
  }
  return { positions, weights }
}
