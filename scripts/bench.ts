/**
 * Measures what a request costs, beside peers on the same weights.
 *
 *   npm run bench
 *   npm run bench -- --quick
 *   npm run bench -- --cases digit,revalidation --rounds 21 --out build/bench/some
 *   npm run bench -- --page
 *
 * Nothing else should run meanwhile. It writes bench.json and bench.md, and says when the machine was too
 * noisy to conclude; what is quick or of some cases goes to build/bench. `--page` measures nothing and writes
 * bench.md anew from bench.json. The last line of the output is JSON: the ratios.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from './command.ts'
import { readCheckpoint, SAMPLING_FILE } from './checkpoint.ts'
import { svgOf } from './evaluation/figures/chart.ts'
import { write, writeFormatted } from './evaluation/files.ts'
import { runBench } from './bench/run.ts'
import { readOptions } from './bench/options.ts'
import type { Report } from './bench/report.ts'
import { benchPage, figureOf } from './bench/page.ts'
import { profileChart } from './bench/profile-chart.ts'
import { digitNetworks } from './bench/networks/digit-networks.ts'
import { DataError } from './data/idx.ts'
import { parseJson } from './json.ts'
import { startBackend } from './training/backend.ts'

await runCommand(async () => {
  const options = readOptions()
  if (options.page) return renewPage(options.out)
  await startBackend()
  const { manifest } = await readCheckpoint('weights', SAMPLING_FILE)
  const bytes = new Uint8Array(readFileSync(join('weights', `${SAMPLING_FILE}.bin`))).buffer
  const report = await runBench(digitNetworks(manifest, bytes), options)
  await writeFormatted(join(options.out, 'bench.json'), JSON.stringify(report))
  await writePage(options.out, report)
  for (const profile of report.profiles) {
    const chart = profileChart(profile.title, profile.parts)
    write(join(options.out, figureOf(profile)), await svgOf(chart))
  }
  for (const reason of report.noise.reasons) console.error(`Noisy: ${reason}.`)
  console.log(
    JSON.stringify({
      tooNoisy: report.noise.reasons.length > 0,
      ...Object.fromEntries(report.ratios.map(({ title, ratio }) => [title, ratio.median])),
    }),
  )
})

function writePage(out: string, report: Report): Promise<void> {
  return writeFormatted(join(out, 'bench.md'), benchPage(report))
}

function renewPage(out: string): Promise<void> {
  const path = join(out, 'bench.json')
  if (!existsSync(path)) throw new DataError(`${path}: missing, expected what npm run bench wrote`)
  return writePage(out, parseJson(path, readFileSync(path), DataError) as Report)
}
