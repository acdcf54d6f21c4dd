/** @file How the library built for Node reads a file that lies beside it. */
import { readFile } from 'node:fs/promises'

/** @param file A `file:` URL. */
export async function read(file: URL): Promise<ArrayBuffer> {
  // Copied: a small file's bytes are a part of a larger buffer.
  return new Uint8Array(await readFile(file)).buffer
}
