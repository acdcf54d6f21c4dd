/** @file Compiles src/tensor/integer-product: `npm run build:product`. The result is committed. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'

const FOLDER = join(import.meta.dirname, '../src/tensor/integer-product')
const FILE = 'product.wasm'

/**
 * It works on what the backend has allocated: without memory of its own, and without an allocator. Vectors
 * pass between its own functions alone, of which the compiler warns.
 */
const OPTIONS =
  '-O3 --noAssert --enable simd --runtime stub --importMemory --initialMemory 0 --disableWarning 112'

/**
 * The module, compiled.
 *
 * @throws {Error} With the compiler's messages.
 */
export async function compileProduct(): Promise<Uint8Array> {
  const files = new Map<string, string | Uint8Array>()
  const messages: string[] = []
  const { error } = await asc.main(
    ['product.ts', '--baseDir', FOLDER, '--outFile', FILE, ...OPTIONS.split(' ')],
    {
      writeFile: (name, contents) => void files.set(name, contents),
      stderr: { write: (text) => void messages.push(String(text)) },
    },
  )
  const binary = files.get(FILE)
  if (error !== null || !(binary instanceof Uint8Array))
    throw new Error(`${FOLDER} does not compile:\n${messages.join('')}`)
  return binary
}

if (import.meta.main) writeFileSync(join(FOLDER, FILE), await compileProduct())
