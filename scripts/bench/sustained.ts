/** @file Many minutes at saturation: whether answers stay right, quick and cheap. */
import type { Bundle } from './bundle.ts'
import { sendLoad } from './load.ts'
import { cpuMilliseconds, residentMebibytes } from './proc.ts'
import { quantileOf } from './statistics.ts'
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

const CONNECTIONS = 4

/** Seeds repeat only after so many requests of a client. */
const SEEDS = 5000

/**
 * Draws digits for so many minutes, as fast as one core does.
 *
 * @throws {Error} When one answer is wrong or does not come.
 */
export async function sustained(bundle: Bundle, minutes: number): Promise<Sustained> {
  const worker = await startWorkerd(bundle)
  const send = (amount: number, part: number) =>
    sendLoad({
      url: worker.url,
      pathsOf: (client) =>
        Array.from({ length: SEEDS }, (_, index) => `/digit/7/l${part}x${client}x${index}.png`),
      headers: {},
      connections: CONNECTIONS,
      amount,
      status: 200,
    })
  try {
    await send(SEEDS, 0) // V8 compiles what is hot
    const trial = await send(SEEDS, 0)
    const amount = Math.ceil((60 * SEEDS) / trial.seconds)
    const told: Minute[] = []
    const latencies: Float64Array[] = []
    let total = 0
    // A part is a minute or, as the code gets faster, less.
    for (let part = 1; total < 60 * minutes; part++) {
      const before = cpuMilliseconds(worker.pid)
      const { seconds, latencies: ours } = await send(amount, part)
      total += seconds
      latencies.push(ours)
      told.push({
        requests: amount,
        seconds,
        cpu: (cpuMilliseconds(worker.pid) - before) / amount,
        residentMebibytes: residentMebibytes(worker.pid),
      })
    }
    const all = new Float64Array(amount * told.length)
    latencies.forEach((part, index) => all.set(part, index * amount))
    return { minutes: told, latency: { median: quantileOf(all, 0.5), p99: quantileOf(all, 0.99) } }
  } finally {
    await worker.stop()
  }
}
