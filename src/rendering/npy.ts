/** @file NumPy's file of one array, version 1.0 (numpy.lib.format). */

const MAGIC = '\u0093NUMPY\u0001\u0000'

/** The data begin at a multiple of this. */
const ALIGNMENT_BYTES = 64

/** Magic and version, and the two bytes of the header's length. */
const PREAMBLE_BYTES = 10

/**
 * Encodes an array of uint8 in C order.
 *
 * @param shape Such as [rows, columns] or [n, rows, columns].
 * @throws {RangeError} When the shape does not hold as many values.
 */
export function encodeNpy(values: Uint8Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const size = shape.reduce((product, length) => product * length, 1)
  if (size !== values.length)
    throw new RangeError(
      `Got ${values.length} values, expected ${size} for shape [${shape.join()}]`,
    )
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ')
  const dictionary = `{'descr': '|u1', 'fortran_order': False, 'shape': (${tuple}), }`
  // Spaces and a newline fill up the alignment.
  const unaligned = PREAMBLE_BYTES + dictionary.length + 1
  const start = Math.ceil(unaligned / ALIGNMENT_BYTES) * ALIGNMENT_BYTES
  const header = `${dictionary.padEnd(start - PREAMBLE_BYTES - 1)}\n`

  const bytes = new Uint8Array(start + values.length)
  const setText = (text: string, offset: number) => {
    for (let index = 0; index < text.length; index++) bytes[offset + index] = text.charCodeAt(index)
  }
  setText(MAGIC, 0)
  new DataView(bytes.buffer).setUint16(MAGIC.length, header.length, true)
  setText(header, PREAMBLE_BYTES)
  bytes.set(values, start)
  return bytes
}
