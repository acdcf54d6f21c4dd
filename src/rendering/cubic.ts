/** @file Where each pixel of a larger picture lies between the pixels of a smaller one. */

/** For each output position, four input positions and their weights. */
export interface Taps {
  readonly positions: Int32Array
  readonly weights: Float32Array
}

/** Catmull-Rom weights (Keys 1981, a = -1/2); pixels beyond the border repeat it. */
export function cubicTaps(inputs: number, outputs: number): Taps {
  const positions = new Int32Array(4 * outputs)
  const weights = new Float32Array(4 * outputs)
  for (let output = 0; output < outputs; output++) {
    const center = ((output + 0.5) * inputs) / outputs - 0.5
    const first = Math.floor(center)
    const t = center - first
    for (let tap = 0; tap < 4; tap++)
      positions[4 * output + tap] = Math.min(inputs - 1, Math.max(0, first - 1 + tap))
    weights.set(
      [
        ((-t + 2) * t - 1) * t * 0.5,
        ((3 * t - 5) * t * t + 2) * 0.5,
        ((-3 * t + 4) * t + 1) * t * 0.5,
        (t - 1) * t * t * 0.5,
      ],
      4 * output,
    )
  }
  return { positions, weights }
}
