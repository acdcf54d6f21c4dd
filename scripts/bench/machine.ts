/** @file What the figures were measured on. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, release } from 'node:os'
import workerd from 'workerd'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly kernel: string
  readonly node: string
  readonly workerd: string
  readonly packages: Readonly<Record<string, string>>
}

/** Packages whose versions the figures depend on. */
const PACKAGES = [
  '@tensorflow/tfjs-core',
  '@tensorflow/tfjs-backend-wasm',
  'autocannon',
  'hono',
  'onnxruntime-web',
  'wrangler',
]

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  // Without what its builder adds behind a hyphen: a name of a machine's kind, not of what it does.
  kernel: release().replace(/-.*/, ''),
  node: process.versions.node,
  workerd: workerd.version,
  packages: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
})

/** The commit that is checked out, with `-dirty` where files differ from it; undefined where there is no git. */
export function commit(): string | undefined {
  const flags = ['describe', '--always', '--dirty', '--exclude', '*']
  try {
    return execFileSync('git', flags, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return undefined
  }
}

function versionOf(name: string): string {
  const manifest = readFileSync(`node_modules/${name}/package.json`, 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
