/**
 * A short benchmark that fails on a clear regression of ratios and sizes, never of times.
 *
 *   npm run bench:check
 */
import { percent } from './bench/noise.ts'
import { checkRegressions } from './bench/regression.ts'
import { spreadText } from './bench/statistics.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  const { checks, noise } = await checkRegressions()
  for (const { title, found, atMost, verdict } of checks)
    console.log(`${title}: ${spreadText(found, 2)}, at most ${atMost}: ${verdict}`)
  const { control, others } = noise
  console.log(
    `hello world / itself: ${spreadText(control, 2)}; other processes took ${percent(others)} of a core`,
  )
  const missed = checks.filter(({ verdict }) => verdict === 'missed')
  if (missed.length === 0) return
  const noisy =
    noise.reasons.length === 0 ? '' : ` The machine was noisy, too: ${noise.reasons.join('; ')}.`
  throw new Error(
    `Regression of ${missed.map(({ title }) => title).join(', ')}.${noisy} \`npm run bench\` says where it is; a limit that is to change is in scripts/bench/regression.ts`,
  )
})
