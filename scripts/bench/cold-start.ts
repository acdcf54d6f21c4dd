/** @file From a new process to its first digit, and what that costs beyond a warm one. */
import type { Bundle } from './bundle.ts'
import { openConnection } from './connection.ts'
import { cpuMilliseconds } from './proc.ts'
import { quantileOf } from './statistics.ts'
import { startWorkerd } from './workerd.ts'

/** One start; ms. */
export interface Start {
  /** From the start of the process until it listens: modules are run by then. */
  readonly untilListening: number
  /** CPU until it listens. */
  readonly cpu: number
  /** From the start of the process to the first byte of the first answer. */
  readonly untilFirstByte: number
  /** Wall time of the first answer over an open connection, and of the median of later ones. */
  readonly first: number
  readonly warm: number
  /** The first one less the warm one. */
  readonly beyondWarm: number
}

/** Requests of which the later half is warm. */
const REQUESTS = 60

/** @param pathOf For one request, by its number. */
export async function coldStart(
  bundle: Pick<Bundle, 'directory' | 'modules'>,
  pathOf: (request: number) => string,
): Promise<Start> {
  const worker = await startWorkerd(bundle)
  const untilListening = performance.now() - worker.began
  const cpu = cpuMilliseconds(worker.pid)
  try {
    const connection = await openConnection(worker.url)
    const times: number[] = []
    for (let request = 0; request < REQUESTS; request++)
      times.push(await connection.ask(pathOf(request)))
    connection.close()
    const [first = NaN] = times
    const warm = quantileOf(times.slice(REQUESTS / 2), 0.5)
    return {
      untilListening,
      cpu,
      untilFirstByte: untilListening + first,
      first,
      warm,
      beyondWarm: first - warm,
    }
  } finally {
    await worker.stop()
  }
}
