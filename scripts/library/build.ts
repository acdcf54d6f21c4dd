/** @file The build of src/library: the same source for Node and for browsers, with other ways to read a file. */
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import repository from '../../package.json' with { type: 'json' }

const ROOT = join(import.meta.dirname, '../..')
const LIBRARY = join(ROOT, 'src/library')
const PLATFORMS = ['node', 'browser'] as const
type Platform = (typeof PLATFORMS)[number]

/** As in wrangler.toml: neither threads nor tfjs-core's platform for Node are used. */
const EMPTY = 'src/empty.js'
const EMPTIED = /^(node-fetch|\.\.\/wasm-out\/tfjs-backend-wasm-threaded-simd\.(js|worker\.js))$/

const OPTIONS: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  // Node prints the line that threw: of a library in one line, 100 KB before the message.
  lineLimit: 200,
  format: 'esm',
  target: 'es2022',
  // For Node too: the packages' own builds for Node are CommonJS and look for files elsewhere.
  platform: 'browser',
  external: ['node:*'],
  define: {
    // As in wrangler.toml: the Emscripten glue would go its own way in Node.
    'process.versions.node': 'undefined',
    // tfjs-core tells browsers and workers by it; what it then asks for, Node has too.
    WorkerGlobalScope: 'Object',
  },
  logLevel: 'warning',
}

/** A file that the build wrote. */
interface BuiltFile {
  readonly file: string
  readonly bytes: number
}

/** What needs neither weights nor a platform, in a module of its own: a few KB where the others load MBs. */
const ENCODER = 'partial-image'

/** Its `type` tells Node and TypeScript what the modules are, whatever that of the project around them. */
const PACKAGE = {
  name: repository.name,
  version: repository.version,
  description: `${repository.description}: the sampler, without a server`,
  license: repository.license,
  type: 'module',
  exports: Object.fromEntries(
    [...PLATFORMS, ENCODER].map((module) => [
      `./${module}`,
      { types: `./${module}.d.ts`, default: `./${module}.js` },
    ]),
  ),
  engines: repository.engines,
}

/**
 * Writes a package that needs no other: `node.js`, `browser.js` and `partial-image.js`, their declarations, the
 * weights and the WASM modules.
 *
 * @param directory Made when missing. Other files in it are left alone.
 */
export async function buildLibrary(directory: string): Promise<BuiltFile[]> {
  mkdirSync(directory, { recursive: true })
  const written = new Set<string>()
  const copy = (from: string, name: string) => {
    copyFileSync(from, join(directory, name))
    written.add(name)
  }
  const write = async (name: string, source: string, types: string, plugins: Plugin[]) => {
    await build({
      ...OPTIONS,
      entryPoints: [join(LIBRARY, source)],
      outfile: join(directory, `${name}.js`),
      plugins,
    })
    written.add(`${name}.js`)
    copy(join(LIBRARY, types), `${name}.d.ts`)
  }
  for (const platform of PLATFORMS) {
    const plugins = [filesBeside(platform, copy), replacements]
    await write(platform, 'library.ts', 'index.d.ts', plugins)
  }
  await write(ENCODER, 'encoder.ts', `${ENCODER}.d.ts`, [])
  copy(join(ROOT, 'LICENSE'), 'LICENSE')
  writeFileSync(join(directory, 'package.json'), `${JSON.stringify(PACKAGE, null, 2)}\n`)
  written.add('package.json')
  return [...written].map((name) => ({
    file: join(directory, name),
    bytes: statSync(join(directory, name)).size,
  }))
}

/**
 * Imports of .bin and .wasm files give what they give in the Worker, bytes and a compiled
 * module, read from files beside the output. Other bundlers know this form of their address.
 */
const filesBeside = (platform: Platform, copy: (from: string, name: string) => void): Plugin => ({
  name: 'files-beside',
  setup(bundler) {
    bundler.onLoad({ filter: /\.(bin|wasm)$/ }, ({ path }) => {
      const name = basename(path)
      copy(path, name)
      const bytes = `await read(new URL('./${name}', import.meta.url))`
      const value = name.endsWith('.wasm') ? `await WebAssembly.compile(${bytes})` : bytes
      const reader = `./scripts/library/read-${platform}.ts`
      return {
        contents: `import { read } from '${reader}'\nexport default ${value}\n`,
        resolveDir: ROOT,
      }
    })
  },
})

/** Parts of TensorFlow.js that the library does without, or has its own of. */
const replacements: Plugin = {
  name: 'replacements',
  setup(bundler) {
    bundler.onResolve({ filter: EMPTIED }, () => ({ path: join(ROOT, EMPTY) }))
    bundler.onLoad({ filter: /[/\\]tfjs-core[/\\]dist[/\\]global_util\.js$/ }, () => ({
      contents: readFileSync(join(import.meta.dirname, 'own-globals.js')),
    }))
  },
}
