/**
 * A short benchmark that fails on a clear regression of ratios and sizes, never of times.
 *
 *   npm run bench:check
 */
import { checkRegressions } from './bench/regression.ts'
import { runCommand } from './command.ts'

await runCommand(async () => {
  const { checks, noise } = await checkRegressions()
  for (const { title, found, atMost, verdict } of checks)
    console.log(
      `${title}: ${found.median.toFixed(2)} (${found.low.toFixed(2)} to ${found.high.toFixed(2)}), at most ${atMost}: ${verdict}`,
    )
  const { control, others } = noise
  console.log(
    `hello world / itself: ${control.median.toFixed(2)} (${control.low.toFixed(2)} to ${control.high.toFixed(2)}); other processes took ${(100 * others).toFixed(0)} % of a core`,
  )
  const missed = checks.filter(({ verdict }) => verdict === 'missed')
  if (missed.length === 0) return
  const noisy =
    noise.reasons.length === 0 ? '' : ` The machine was noisy, too: ${noise.reasons.join('; ')}.`
  throw new Error(
    `Regression of ${missed.map(({ title }) => title).join(', ')}.${noisy} \`npm run bench\` says where it is; a limit that is to change is in scripts/bench/regression.ts`,
  )
})
