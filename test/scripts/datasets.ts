/** @file Small datasets in MNIST's files, whole or damaged. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** A new empty folder. */
export const temporaryDirectory = (): string => mkdtempSync(join(tmpdir(), 'edge-digits-test-'))

/** An IDX file of unsigned bytes. */
export function idxBytes(sizes: readonly number[], values: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * sizes.length)
  header.writeUInt32BE(0x0800 | sizes.length, 0)
  sizes.forEach((size, index) => header.writeUInt32BE(size, 4 + 4 * index))
  return Buffer.concat([header, values])
}

/** Files of a dataset by name; a test damages one and writes the others as they are. */
export interface DatasetShape {
  readonly count: number
  readonly rows: number
  readonly columns: number
  readonly labels: number
}

/** Bright stripes whose row tells the label, with a little texture. */
export function stripes({ count, rows, columns, labels }: DatasetShape): Record<string, Buffer> {
  const label = Uint8Array.from({ length: count }, (_, image) => image % labels)
  const images = Uint8Array.from({ length: count * rows * columns }, (_, index) => {
    const image = Math.floor(index / (rows * columns))
    const row = Math.floor((index % (rows * columns)) / columns)
    return row === (label[image] ?? 0) % rows ? 200 + ((index * 31 + image) % 56) : 0
  })
  return {
    'train-images-idx3-ubyte': idxBytes([count, rows, columns], images),
    'train-labels-idx1-ubyte': idxBytes([count], label),
    't10k-images-idx3-ubyte': idxBytes([count, rows, columns], images),
    't10k-labels-idx1-ubyte': idxBytes([count], label),
  }
}

/** Writes files to a new folder, gzipped or plain, and returns its path. */
export function writeDataset(files: Record<string, Buffer>, gzip = false): string {
  const directory = temporaryDirectory()
  for (const [name, bytes] of Object.entries(files))
    writeFileSync(join(directory, gzip ? `${name}.gz` : name), gzip ? gzipSync(bytes) : bytes)
  return directory
}
