/** @file The IDX format of the MNIST files: big-endian header, then unsigned bytes. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { counted } from '../../src/http/counted.ts'

/** A file that is not what it should be: what was found, what was expected. */
export class DataError extends Error {
  override readonly name = 'DataError'
}

/** A file's values. */
export interface Idx {
  readonly path: string
  /** Sizes of the dimensions, images first. */
  readonly sizes: readonly number[]
  readonly values: Uint8Array
}

const UNSIGNED_BYTE = 0x08

/**
 * Reads an IDX file of unsigned bytes, plain or gzipped.
 *
 * @param dimensions 3 for images, 1 for labels.
 * @throws {DataError} When magic number, sizes or length are not as the format says.
 */
export function readIdx(path: string, dimensions: number): Idx {
  const bytes = readBytes(path)
  const headerBytes = 4 + 4 * dimensions
  const expectedMagic = (UNSIGNED_BYTE << 8) | dimensions
  if (bytes.length < headerBytes)
    throw new DataError(
      `${path}: truncated: ${bytes.length} bytes, expected a header of ${headerBytes} bytes`,
    )
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = view.getUint32(0)
  if (magic !== expectedMagic)
    throw new DataError(
      `${path}: wrong magic number ${magic}, expected ${expectedMagic} (unsigned bytes in ${counted(dimensions, 'dimension')})`,
    )
  const sizes = Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index))
  const expectedBytes = headerBytes + sizes.reduce((product, size) => product * size, 1)
  if (sizes.includes(0))
    throw new DataError(`${path}: empty: sizes ${sizes.join(' x ')}, expected all above 0`)
  if (bytes.length !== expectedBytes)
    throw new DataError(
      `${path}: ${bytes.length < expectedBytes ? 'truncated' : 'too long'}: ${bytes.length} bytes, expected ${expectedBytes} for sizes ${sizes.join(' x ')}`,
    )
  return { path, sizes, values: bytes.subarray(headerBytes) }
}

/** The bytes of a plain IDX file. */
export function idxBytes(sizes: readonly number[], values: Uint8Array): Uint8Array {
  const header = Buffer.alloc(4 + 4 * sizes.length)
  header.writeUInt32BE((UNSIGNED_BYTE << 8) | sizes.length, 0)
  sizes.forEach((size, index) => header.writeUInt32BE(size, 4 + 4 * index))
  return Buffer.concat([header, values])
}

function readBytes(path: string): Uint8Array {
  const bytes = readFileSync(path)
  if (!path.endsWith('.gz')) return bytes
  try {
    return gunzipSync(bytes)
  } catch (cause) {
    throw new DataError(`${path}: not a whole gzip file: expected gzipped IDX data`, { cause })
  }
}
