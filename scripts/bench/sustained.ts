/** @file Many minutes at saturation: whether answers stay right, quick and cheap. */
import type { Bundle } from './bundle.ts'
import { SEEDS, sendDigits } from './digit-load.ts'
import { cpuMilliseconds, residentMebibytes } from './proc.ts'
import { tailOf } from './statistics.ts'
import { startWorkerd } from './workerd.ts'

/** Of as many requests as a minute has, as it turned out. */
interface Minute {
  readonly requests: number
  readonly seconds: number
  /** Of a request, ms. */
  readonly cpu: number
  /** At its end. */
  readonly residentMebibytes: number
}

export interface Sustained {
  readonly minutes: readonly Minute[]
  /** Wall time of an answer, ms, of all minutes. */
  readonly latency: { readonly median: number; readonly p99: number }
}

/**
 * Draws digits for so many minutes, as fast as one core does.
 *
 * @throws {Error} When one answer is wrong or does not come.
 */
export async function sustained(bundle: Bundle, minutes: number): Promise<Sustained> {
  const worker = await startWorkerd(bundle)
  try {
    await sendDigits(worker.url, SEEDS, 'l0') // V8 compiles what is hot
    const trial = await sendDigits(worker.url, SEEDS, 'l0')
    const amount = Math.ceil((60 * SEEDS) / trial.seconds)
    const told: Minute[] = []
    const latencies: Float64Array[] = []
    let total = 0
    // A part is a minute or, as the code gets faster, less.
    for (let part = 1; total < 60 * minutes; part++) {
      const before = cpuMilliseconds(worker.pid)
      const { seconds, latencies: ours } = await sendDigits(worker.url, amount, `l${part}`)
      total += seconds
      latencies.push(ours)
      told.push({
        requests: amount,
        seconds,
        cpu: (cpuMilliseconds(worker.pid) - before) / amount,
        residentMebibytes: residentMebibytes(worker.pid),
      })
    }
    return { minutes: told, latency: tailOf(latencies.flatMap((part) => Array.from(part))) }
  } finally {
    await worker.stop()
  }
}
