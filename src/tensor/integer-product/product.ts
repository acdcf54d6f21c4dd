/**
 * @file The product of float32 rows with an 8-bit matrix, in AssemblyScript: `npm run build:product`
 * compiles it to product.wasm. It works in the memory of TensorFlow.js's WASM backend, on its tensors.
 *
 * A weight is `(byte - 128) * scale + offset`. A row x is rounded to integers q of up to 16 bits, x ≈ step q,
 * and all products are summed in 32-bit integers, exactly: y = step (scale Σ q (byte - 128) + offset Σ q).
 * So a row's result depends neither on the other rows nor on the order of the sums, on any machine.
 * An instruction multiplies eight pairs where one of 32-bit floats multiplies four, and a weight is read as
 * one byte, not as four.
 */

import { activate } from './activation'
import {
  inputsOf,
  limitOf,
  offsetOf,
  outputsOf,
  PAIR,
  pairs,
  scaleOf,
  TILE,
  tilesOf,
} from './matrix'
import { integersOf, round, rowBytes, stepOf, sumOf } from './row'
import { SUMS, sumsOfOne, sumsOfThree } from './sums'

export { pack, packedBytes } from './matrix'

/** Rows whose sums are computed together. */
const ROWS: i32 = 3

/** Bytes that {@link product} needs for itself: the rounded rows, and a tile's sums. */
export function scratchBytes(rows: i32, inputs: i32): usize {
  return rowBytes(inputs) * rows + <usize>ROWS * SUMS
}

/**
 * y = activation(x · matrix + bias), plus x for a residual layer.
 *
 * @param x [rows, inputs], float32.
 * @param bias [outputs], float32; up to 12 bytes after it are read, and after x, to no effect.
 * @param activation As activation.ts numbers them.
 * @param residual Whether x is added, which is then as wide as y.
 * @param scratch {@link scratchBytes}.
 * @param y [rows, outputs], float32.
 */
export function product(
  x: usize,
  rows: i32,
  packed: usize,
  bias: usize,
  activation: i32,
  residual: boolean,
  scratch: usize,
  y: usize,
): void {
  const inputs = inputsOf(packed)
  const outputs = outputsOf(packed)
  const stride = rowBytes(inputs)
  for (let row = 0; row < rows; row++)
    round(x + row * inputs * 4, inputs, limitOf(packed), scratch + stride * row)
  const sums = scratch + stride * rows
  const length = <usize>pairs(inputs) * PAIR
  let tile = tilesOf(packed)
  for (let column = 0; column < outputs; column += TILE) {
    const end = tile + length
    for (let row = 0; row < rows;) {
      const together = row + ROWS <= rows ? ROWS : 1
      const rounded = scratch + stride * row
      if (together == ROWS) sumsOfThree(tile, end, integersOf(rounded), stride, sums)
      else sumsOfOne(tile, end, integersOf(rounded), sums)
      for (let index = 0; index < together; index++)
        finish(
          sums + SUMS * index,
          rounded + stride * index,
          packed,
          bias + column * 4,
          activation,
          residual ? x + ((row + index) * inputs + column) * 4 : 0,
          y + ((row + index) * outputs + column) * 4,
          outputs - column,
        )
      row += together
    }
    tile = end
  }
}

/** activation(step (scale sum + offset Σ q) + bias) + x, of the columns that there are; 0 for no x. */
function finish(
  sums: usize,
  rounded: usize,
  packed: usize,
  bias: usize,
  activation: i32,
  x: usize,
  y: usize,
  columns: i32,
): void {
  const step = stepOf(rounded)
  const scale = f32x4.splat(step * scaleOf(packed))
  const offset = f32x4.splat(step * offsetOf(packed) * <f32>sumOf(rounded))
  for (let i = 0; i < min(TILE, columns); i += 4) {
    const at = i * 4
    const product = f32x4.mul(f32x4.convert_i32x4_s(v128.load(sums + at)), scale)
    const affine = f32x4.add(f32x4.add(product, offset), v128.load(bias + at))
    let four = activate(affine, activation)
    if (x != 0) four = f32x4.add(four, v128.load(x + at))
    if (i + 4 <= columns) v128.store(y + at, four)
    else {
      v128.store(sums, four)
      for (let rest = 0; rest < columns - i; rest++)
        store<f32>(y + at + rest * 4, load<f32>(sums + rest * 4))
    }
  }
}
