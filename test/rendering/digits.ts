/** @file Pictures of known logits to draw. */

export const IMAGE = { rows: 28, columns: 28 }

/** Logits of the model's picture by column and row. */
const logitsOf = (logitAt: (column: number, row: number) => number): Float32Array =>
  Float32Array.from({ length: 784 }, (_, pixel) => logitAt(pixel % 28, Math.floor(pixel / 28)))

/** A block of certain ink in the given columns and rows, from the first to before the last. */
export const block = (
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
): Float32Array =>
  logitsOf((column, row) =>
    column >= left && column < right && row >= top && row < bottom ? 20 : -20,
  )

/** Logits fall off on both sides of a circle, as the networks' do. */
export const RING = logitsOf((column, row) => {
  const radius = Math.hypot(column - 13.5, row - 13.5)
  return 6 - 5 * Math.abs(radius - 8)
})

/** A digit without any ink. */
export const BLANK = new Float32Array(784).fill(-20)
