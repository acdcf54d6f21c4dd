/** @file A Worker bundled as `wrangler deploy` uploads it: the repository's settings, another entry. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

/** What wrangler says of an upload, KiB. */
export interface UploadSize {
  readonly total: number
  readonly gzip: number
}

/** A folder with a bundle's modules, the first of which is the entry. */
export interface Bundle {
  readonly directory: string
  readonly modules: readonly string[]
  readonly upload: UploadSize
}

const run = promisify(execFile)

/**
 * Bundles a Worker.
 *
 * @param entry Its source file.
 * @param directory Where the modules are written.
 * @param minify Without it, a profile has names.
 */
export async function bundleWorker(
  entry: string,
  directory: string,
  minify = true,
): Promise<Bundle> {
  rmSync(directory, { recursive: true, force: true }) // an earlier bundle's modules
  const flags = ['deploy', entry, '--dry-run', '--outdir', directory, `--minify=${minify}`]
  const wrangler = join('node_modules', '.bin', 'wrangler')
  const { stdout } = await run(wrangler, flags, { env: { ...process.env, NO_COLOR: '1' } })
  const main = basename(entry).replace(/\.ts$/, '.js')
  if (!existsSync(join(directory, main)))
    throw new Error(
      `${directory}: no ${main} after wrangler deploy --dry-run, which said:\n${stdout}`,
    )
  const others = readdirSync(directory).filter((name) => /\.(bin|wasm)$/.test(name))
  return { directory, modules: [main, ...others], upload: parseUploadSize(stdout) }
}

/** Reads `Total Upload: 3170.71 KiB / gzip: 1336.40 KiB`. */
export function parseUploadSize(output: string): UploadSize {
  const found = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(output)
  if (found === null)
    throw new Error(`Expected wrangler to tell the upload's size, got:\n${output}`)
  return { total: Number(found[1]), gzip: Number(found[2]) }
}
