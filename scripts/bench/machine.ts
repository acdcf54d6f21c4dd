/** @file What the figures were measured on. */
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

function versionOf(name: string): string {
  const manifest = readFileSync(`node_modules/${name}/package.json`, 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
