/** @file The packed matrix: its memory, and how it is filled. */

/** Columns of a tile: 16 sums of three rows fill twelve of the processor's sixteen vector registers. */
export const TILE: i32 = 16

/** Bytes of two rows of a tile. */
export const PAIR: usize = 32

/** Bytes before the tiles: inputs, outputs (i32), scale, offset and largest q (f32). */
const HEADER: usize = 32

/** Bytes of a packed matrix. */
export function packedBytes(inputs: i32, outputs: i32): usize {
  return HEADER + <usize>(tiles(outputs) * pairs(inputs)) * PAIR
}

/**
 * Packs a matrix in the order in which {@link product} reads it: tile by tile, two rows at a time, the two
 * weights of a column side by side.
 *
 * @param bytes [inputs, outputs]; up to 15 bytes after them are read, to no effect.
 */
export function pack(
  bytes: usize,
  inputs: i32,
  outputs: i32,
  scale: f32,
  offset: f32,
  packed: usize,
): void {
  store<i32>(packed, inputs)
  store<i32>(packed, outputs, 4)
  store<f32>(packed, scale, 8)
  store<f32>(packed, offset, 12)
  store<f32>(packed, <f32>min(<i32>i16.MAX_VALUE, i32.MAX_VALUE / 128 / inputs), 16)
  const middle = i8x16.splat(-128)
  let to = packed + HEADER
  for (let column = 0; column < outputs; column += TILE) {
    for (let row = 0; row < inputs; row += 2) {
      const from = bytes + <usize>(row * outputs + column)
      const first = v128.xor(v128.load(from), middle)
      const second =
        row + 1 < inputs ? v128.xor(v128.load(from + <usize>outputs), middle) : i8x16.splat(0)
      v128.store(
        to,
        i8x16.shuffle(first, second, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
      )
      v128.store(
        to,
        i8x16.shuffle(first, second, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
        16,
      )
      to += PAIR
    }
  }
}

/** Where the tiles begin. */
export function tilesOf(packed: usize): usize {
  return packed + HEADER
}

export function inputsOf(packed: usize): i32 {
  return load<i32>(packed)
}

export function outputsOf(packed: usize): i32 {
  return load<i32>(packed, 4)
}

export function scaleOf(packed: usize): f32 {
  return load<f32>(packed, 8)
}

export function offsetOf(packed: usize): f32 {
  return load<f32>(packed, 12)
}

/** The largest q: no sum of `inputs` products of it with -128 leaves 32 bits. */
export function limitOf(packed: usize): f32 {
  return load<f32>(packed, 16)
}

function tiles(outputs: i32): i32 {
  return (outputs + TILE - 1) / TILE
}

/** Of rows, the last one with zeros where the inputs are odd. */
export function pairs(inputs: i32): i32 {
  return (inputs + 1) / 2
}
