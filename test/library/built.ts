/** @file The library as it is published, and what it must draw. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildLibrary } from '../../scripts/library/build.ts'
import type { DigitPicture } from '../../src/library/index.d.ts'
import golden from '../golden/v1.json' with { type: 'json' }

/** Where Node looks for an installed package. */
const MODULES = 'node_modules/edge-digits'

/** Builds the library into a project that has installed it, and takes modules for CommonJS where nothing else is said. */
export async function builtPackage(): Promise<{ directory: string; modules: string }> {
  const directory = mkdtempSync(join(tmpdir(), 'edge-digits-library-'))
  const modules = join(directory, MODULES)
  writeFileSync(join(directory, 'package.json'), '{ "type": "commonjs" }')
  await buildLibrary(modules)
  return { directory, modules }
}

/** A golden picture that the library can draw. */
export interface GoldenPicture {
  readonly path: string
  readonly picture: DigitPicture
  /** SHA-256, hexadecimal. */
  readonly hash: string
}

/** Golden pictures of every endpoint and format, by path. */
export const goldenPaths = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(golden.pictures).filter(([path]) => !path.startsWith('/digit?')),
  )

/** Readers of the parameters that URL and library share. */
const PARAMETERS: Readonly<Record<string, (text: string) => string | number | boolean>> = {
  seed: String,
  label: Number,
  temperature: Number,
  size: Number,
  invert: (text) => text === 'true',
}

/**
 * Golden pictures, evenly taken from the whole list: seed 0, drawn labels and each variant
 * are among them.
 *
 * @param every One in so many.
 */
export function goldenPictures(every: number): readonly GoldenPicture[] {
  return Object.entries(golden.pictures).flatMap(([path, hash], index) => {
    const { pathname, searchParams } = new URL(path, 'http://localhost')
    const known = [...searchParams.keys()].every((name) => name in PARAMETERS)
    if (pathname !== '/digit' || !known || index % every !== 0) return []
    const values = [...searchParams].map(([name, text]) => [name, PARAMETERS[name]?.(text)])
    return [{ path, hash, picture: Object.fromEntries(values) as DigitPicture }]
  })
}
