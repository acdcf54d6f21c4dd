/**
 * Models what the service costs and needs on Cloudflare, from the benchmark's CPU: docs/capacity.
 *
 *   npm run capacity
 *   npm run capacity -- --bench build/bench/bench.json --out build/capacity
 *   npm run capacity -- --caches 300 --kept-days 0.1 --out build/capacity
 *
 * It writes capacity.json, capacity.md and figures, the same for the same benchmark. The last line of the
 * output is JSON: dollars a million digits.
 */
import { join } from 'node:path'
import { capacityCharts } from './capacity/figures/charts.ts'
import { readMeasured } from './capacity/measured.ts'
import { readOptions } from './capacity/options.ts'
import { capacityPage } from './capacity/page.ts'
import { capacityReport, checksOf } from './capacity/report.ts'
import { runCommand } from './command.ts'
import { svgOf } from './evaluation/figures/chart.ts'
import { write, writeFormatted } from './evaluation/files.ts'

await runCommand(async () => {
  const { bench, out, assumptions } = readOptions()
  const measured = readMeasured(bench)
  const report = capacityReport(measured, assumptions, checksOf(assumptions))
  await writeFormatted(join(out, 'capacity.json'), JSON.stringify(report))
  await writeFormatted(join(out, 'capacity.md'), capacityPage(report))
  for (const [figure, chart] of capacityCharts(measured, report))
    write(join(out, figure), await svgOf(chart))
  console.log(
    JSON.stringify(Object.fromEntries(report.prices.map(({ kind, drawn }) => [kind.name, drawn]))),
  )
})
