/** @file The page's part about what no measurement says. */
import type { Report } from './report.ts'
import { counted } from '../../src/http/counted.ts'
import { MIXED, mixText } from './traffic.ts'

export function assumptionParts({ assumptions }: Report): string[] {
  const { locations, caches, keptDays, peak, idleMinutes } = assumptions
  return [
    '## What is assumed',
    [
      'CPU that Cloudflare bills is what the benchmark counts: all threads of workerd, its HTTP included, on the benchmark’s machine. What Cloudflare counts is rather less, on another processor.',
      'Prices and limits are those of November 2026: [scripts/cloudflare.ts](../../scripts/cloudflare.ts). Logs, domains and other Workers of the account are left out.',
      'Whether the CPU of a start is billed is not documented: the bills leave it out, and the tables above say what it would add.',
      `The Worker is behind ${caches === 1 ? 'one upper tier' : `${caches} caches`} (\`--caches\`): Cloudflare says that the first request anywhere fills the upper tier, and that every location asks it. ${locations} caches would be the other end, every location by itself.`,
      `A cache keeps for ${counted(keptDays, 'day')} (\`--kept-days\`) what no one asks for; Cloudflare keeps what it has room for, and names no time.`,
      'How popular seeds are is a guess: three catalogues and exponents, from the pictures of a few pages to one for every user of a large site.',
      `Traffic comes to ${locations} locations alike (\`--locations\`), ${peak} times the mean at its peak (\`--peak\`), as a Poisson process. Real traffic gathers in fewer places, so it meets fewer cold starts.`,
      `An isolate that no one asks is kept for ${counted(idleMinutes, 'minute')} (\`--idle-minutes\`); Cloudflare shuts it down some time after its last request, and names no time.`,
      `Mixed requests are a guess: ${mixText(MIXED)}.`,
    ]
      .map((line) => `- ${line}`)
      .join('\n'),
  ]
}
