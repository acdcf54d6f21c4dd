/**
 * A short benchmark that fails on a clear regression of ratios and sizes, never of times.
 *
 *   npm run bench:check
 */
import { checkRegressions } from './bench/regression.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  const checks = await checkRegressions()
  for (const { title, found, atMost, verdict } of checks)
    console.log(
      `${title}: ${found.median.toFixed(1)} (${found.low.toFixed(1)} to ${found.high.toFixed(1)}), at most ${atMost}: ${verdict}`,
    )
  const missed = checks.filter(({ verdict }) => verdict === 'missed')
  if (missed.length > 0)
    throw new Error(
      `Regression of ${missed.map(({ title }) => title).join(', ')}. \`npm run bench\` says where it is; a limit that is to change is in scripts/bench/regression.ts`,
    )
})
