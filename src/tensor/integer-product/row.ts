/** @file A row of x, rounded to integers. */

/** Bytes before the integers: the step (f32) and Σ q (i32). */
const HEADER: usize = 16

/** Bytes of a rounded row with its header. */
export function rowBytes(inputs: i32): usize {
  return HEADER + <usize>((inputs + 7) / 8) * 16
}

/** Where the integers begin. */
export function integersOf(row: usize): usize {
  return row + HEADER
}

export function stepOf(row: usize): f32 {
  return load<f32>(row)
}

/** Σ q. */
export function sumOf(row: usize): i32 {
  return load<i32>(row, 4)
}

/** Rounds a row to integers, the largest of its values to `limit`; zeros fill its last 16 bytes. */
export function round(x: usize, inputs: i32, limit: f32, to: usize): void {
  let most = f32x4.splat(0)
  let i = 0
  for (; i + 4 <= inputs; i += 4) most = f32x4.max(most, f32x4.abs(v128.load(x + i * 4)))
  let largest = max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  )
  for (; i < inputs; i++) largest = max(largest, abs(load<f32>(x + i * 4)))
  // A row of values this small is zero: their inverse would be infinite.
  const perUnit: f32 = largest > f32.MIN_NORMAL_VALUE * limit ? limit / largest : 0
  const q = to + HEADER
  const factor = f32x4.splat(perUnit)
  let four = i32x4.splat(0)
  for (i = 0; i + 8 <= inputs; i += 8) {
    const low = integers(v128.load(x + i * 4), factor)
    const high = integers(v128.load(x + i * 4, 16), factor)
    v128.store(q + i * 2, i16x8.narrow_i32x4_s(low, high))
    four = i32x4.add(four, i32x4.add(low, high))
  }
  let sum =
    i32x4.extract_lane(four, 0) +
    i32x4.extract_lane(four, 1) +
    i32x4.extract_lane(four, 2) +
    i32x4.extract_lane(four, 3)
  if (i < inputs) v128.store(q + i * 2, i16x8.splat(0))
  for (; i < inputs; i++) {
    const value = <i32>nearest<f32>(load<f32>(x + i * 4) * perUnit)
    store<i16>(q + i * 2, <i16>value)
    sum += value
  }
  store<f32>(to, largest / limit)
  store<i32>(to, sum, 4)
}

function integers(x: v128, factor: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(x, factor)))
}
