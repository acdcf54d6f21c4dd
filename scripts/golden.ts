/**
 * Writes the golden list: SHA-256 of pictures that must never change within a version.
 *
 *   npm run golden
 *
 * The list is the contract of /v1: no picture of it changes while that path is served. Other weights,
 * or another rendering, are a release of their own with a list of its own (README, Versions).
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { CheckpointError } from '../src/checkpoint/weight-file.ts'
import { drawingVersion } from '../src/http/version.ts'
import { appOver } from './app.ts'
import { LEFT_HALF } from './bench/cases.ts'
import { servedCompleter, servedSampler } from './checkpoint.ts'
import { runCommand } from './command.ts'
import { startBackend } from './training/backend.ts'

const LIST = 'test/golden/v1.json'

interface Golden {
  readonly version: string
  readonly pictures: Readonly<Record<string, string>>
}

const SEEDS = ['0', '1', 'ada', 'a b', 'é', '🐙', '0'.repeat(128)]
/** Of the other endpoints and formats, one of each kind. */
const OTHERS = [
  '/digit/7/ada.svg',
  '/digit/7/ada.svg?size=200&ink=navy&paper=transparent',
  '/digit/7/ada.webp',
  '/digit/7/ada.npy',
  '/digit/7/ada@2x.png?size=50&padding=3&ink=c00&paper=bisque',
  '/number/2012/ada.png',
  '/number/0123456789/ada.png?size=64&spacing=0.3&slant=-0.2',
  '/number/2012/ada.svg',
  '/number/2012/ada.npy',
  '/sheet/ada.png',
  '/sheet/ada.npy?rows=100',
  '/sheet/ada.png?labels=07&rows=3&columns=5&gap=2&padding=4&size=40',
  '/morph/3/8/ada.apng',
  '/morph/3/8/ada.png?frame=8&size=64',
  '/morph/3/8/ada.npy',
  '/latent/2.png?axes=0,1',
  '/latent/2.png?noise=0.5,-1.25&size=64',
  '/latent/2.npy?z=1,2,3',
  '/complete?of=7/ada&keep=left&seed=0',
  '/complete?of=7/ada&keep=left&seed=0&label=7',
  '/complete?of=3/ada&keep=lower-left&seed=ada&samples=9&temperature=0.8',
  '/complete?of=8/ada&keep=all-but-upper-right&seed=0&size=100',
  // A stroke, and a half in grey.
  '/complete/MmtiZBNjEwVCETAUBrPEgFCcTQIMJYFYHAhLAA/ada.png',
  '/complete/MmtiZBNjEwVCETAUBrPEgFCcTQIMJYFYHAhLAA/ada.webp?size=64',
  `/complete/${LEFT_HALF}/ada.png`,
  '/complete/IpAG/ada.png?samples=25',
  '/complete/IpAG/ada.npy?label=4',
  '/complete?of=5/ada&keep=top&seed=0&size=64&format=svg',
]

const VARIANTS = [
  'temperature=0',
  'temperature=0.5',
  'temperature=2',
  'size=29',
  'size=100',
  'size=512',
  'size=1024',
  'invert=true',
  'size=200&invert=true&temperature=0.8',
]

await runCommand(async () => {
  await startBackend()
  const sampler = await servedSampler()
  const labels = Array.from({ length: sampler.configuration.labels }, (_, label) => label)
  const paths = [
    ...SEEDS.map((seed) => `/digit?seed=${encodeURIComponent(seed)}`),
    ...labels.flatMap((label) =>
      SEEDS.map((seed) => `/digit?label=${label}&seed=${encodeURIComponent(seed)}`),
    ),
    ...labels.flatMap((label) =>
      VARIANTS.map((variant) => `/digit?label=${label}&seed=ada&${variant}`),
    ),
    ...OTHERS,
  ]
  const app = appOver(sampler, await servedCompleter())
  const pictures: Record<string, string> = {}
  for (const path of paths) {
    const response = await app.request(path)
    if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    pictures[path] = createHash('sha256').update(bytes).digest('hex')
  }
  const golden = { version: drawingVersion(sampler), pictures }
  requireSamePictures(golden)
  writeFileSync(LIST, `${JSON.stringify(golden, null, 2)}\n`)
  console.log(`${LIST}: ${paths.length} pictures of ${golden.version}`)
})

/** @throws {CheckpointError} When a picture of the list would have other bytes. */
function requireSamePictures({ version, pictures }: Golden): void {
  if (!existsSync(LIST)) return
  const before = JSON.parse(readFileSync(LIST, 'utf8')) as Golden
  const changed = Object.entries(before.pictures).filter(([path, hash]) => pictures[path] !== hash)
  if (changed.length > 0)
    throw new CheckpointError(
      `${LIST}: ${changed.length} pictures of ${before.version} would change with ${version}, expected none: a release keeps its drawings for life, others are a new release`,
    )
}
