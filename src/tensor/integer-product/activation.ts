/** @file Activations, four values at a time, in operations that IEEE 754 defines to the last bit. */

export const LINEAR: i32 = 0
export const SILU: i32 = 1
export const RELU: i32 = 2

export function activate(x: v128, activation: i32): v128 {
  if (activation == SILU) return silu(x)
  return activation == RELU ? f32x4.max(x, f32x4.splat(0)) : x
}

/** x σ(x). */
function silu(x: v128): v128 {
  return f32x4.div(x, f32x4.add(f32x4.splat(1), exp(f32x4.neg(x))))
}

/**
 * e^x to two units in the last place: x = n ln 2 + r, and a polynomial of r (S. Moshier, Cephes, expf).
 * Below -87 and above 88 it is e^-87 and e^88.
 */
function exp(x: v128): v128 {
  const bounded = f32x4.min(f32x4.max(x, f32x4.splat(-87)), f32x4.splat(88))
  const n = f32x4.nearest(f32x4.mul(bounded, f32x4.splat(1.44269504088896341)))
  // ln 2 in two parts, the first of few bits, so that its product with n is exact.
  const upper = f32x4.sub(bounded, f32x4.mul(n, f32x4.splat(0.693359375)))
  const r = f32x4.sub(upper, f32x4.mul(n, f32x4.splat(-2.1219444e-4)))
  let p = f32x4.splat(1.98756915e-4)
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1))
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1))
  const e = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1))
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23)
  return f32x4.mul(e, power)
}
