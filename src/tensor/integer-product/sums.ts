/** @file Sums of products of integers, for a tile of the matrix: the inner loops. */
import { PAIR } from './matrix'

/** Bytes of a row's sums in a tile. */
export const SUMS: usize = 64

/**
 * Σ q (byte - 128) of the columns of a tile, for three rows of integers q,
 * `stride` bytes apart.
 */
export function sumsOfThree(tile: usize, end: usize, q: usize, stride: usize, sums: usize): void {
  let a0 = i32x4.splat(0)
  let a1 = a0
  let a2 = a0
  let a3 = a0
  let b0 = a0
  let b1 = a0
  let b2 = a0
  let b3 = a0
  let c0 = a0
  let c1 = a0
  let c2 = a0
  let c3 = a0
  for (; tile < end; tile += PAIR) {
    const left = v128.load(tile)
    const right = v128.load(tile, 16)
    const w0 = i16x8.extend_low_i8x16_s(left)
    const w1 = i16x8.extend_high_i8x16_s(left)
    const w2 = i16x8.extend_low_i8x16_s(right)
    const w3 = i16x8.extend_high_i8x16_s(right)
    const a = v128.load32_splat(q)
    const b = v128.load32_splat(q + stride)
    const c = v128.load32_splat(q + stride + stride)
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(a, w0))
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(a, w1))
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(a, w2))
    a3 = i32x4.add(a3, i32x4.dot_i16x8_s(a, w3))
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(b, w0))
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(b, w1))
    b2 = i32x4.add(b2, i32x4.dot_i16x8_s(b, w2))
    b3 = i32x4.add(b3, i32x4.dot_i16x8_s(b, w3))
    c0 = i32x4.add(c0, i32x4.dot_i16x8_s(c, w0))
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(c, w1))
    c2 = i32x4.add(c2, i32x4.dot_i16x8_s(c, w2))
    c3 = i32x4.add(c3, i32x4.dot_i16x8_s(c, w3))
    q += 4
  }
  storeSums(sums, a0, a1, a2, a3)
  storeSums(sums + SUMS, b0, b1, b2, b3)
  storeSums(sums + 2 * SUMS, c0, c1, c2, c3)
}

/** The same for one row. */
export function sumsOfOne(tile: usize, end: usize, q: usize, sums: usize): void {
  let a0 = i32x4.splat(0)
  let a1 = a0
  let a2 = a0
  let a3 = a0
  for (; tile < end; tile += PAIR) {
    const left = v128.load(tile)
    const right = v128.load(tile, 16)
    const a = v128.load32_splat(q)
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(a, i16x8.extend_low_i8x16_s(left)))
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(a, i16x8.extend_high_i8x16_s(left)))
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(a, i16x8.extend_low_i8x16_s(right)))
    a3 = i32x4.add(a3, i32x4.dot_i16x8_s(a, i16x8.extend_high_i8x16_s(right)))
    q += 4
  }
  storeSums(sums, a0, a1, a2, a3)
}

function storeSums(to: usize, first: v128, second: v128, third: v128, fourth: v128): void {
  v128.store(to, first)
  v128.store(to, second, 16)
  v128.store(to, third, 32)
  v128.store(to, fourth, 48)
}
