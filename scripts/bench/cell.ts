/** @file A cell of the benchmark: one candidate on one case, over the connections of its kind. */
import type { Candidate } from './candidates.ts'
import type { Case } from './cases.ts'
import { sendLoad, type LoadResult } from './load.ts'
import { cpuMilliseconds } from './proc.ts'
import type { RunningWorker } from './workerd.ts'

export interface Cell {
  readonly candidate: Candidate
  readonly asked: Case
  readonly worker: RunningWorker
  readonly headers: Readonly<Record<string, string>>
  readonly connections: number
  /** Requests of a round. */
  readonly amount: number
}

/** A round of one cell. */
export interface Sample {
  /** CPU time of the process, ms a request. */
  readonly cpu: number
  readonly requestsPerSecond: number
  /** CPU time by wall time: near 1, the core is saturated. */
  readonly utilization: number
  readonly latencies: Float64Array
}

/** Concurrencies that are tried. */
const CONNECTIONS = [1, 2, 4, 8, 16]

/** More connections must bring so much more. */
const WORTHWHILE = 1.03

/** Requests of each connection in a round: with fewer, a request is so long that one at a time saturates. */
const WORTH_TRYING = 4

/** A core this busy is saturated. */
const SATURATED = 0.97

/** V8 has compiled what is hot after so many requests; long ones are few and loop themselves. */
const WARM_UP_REQUESTS = 5000
const WARM_UP_SECONDS = 5

/** Paths of a client before they repeat: more would be made while a round runs. */
const PATHS = 500

/**
 * Compiles what the case runs, then finds the concurrency and how many requests fill a round.
 *
 * @param seconds Of a round.
 */
export async function calibratedCell(
  candidate: Candidate,
  asked: Case,
  worker: RunningWorker,
  seconds: number,
): Promise<Cell> {
  const first = await fetch(worker.url + asked.path('warm'))
  await first.arrayBuffer()
  const headers = asked.headersFrom?.(first) ?? {}
  const cellOf = (connections: number, rate: number): Cell => ({
    candidate,
    asked,
    worker,
    headers,
    connections,
    amount: Math.max(connections, Math.round(rate * seconds)),
  })
  const began = performance.now()
  await measure(cellOf(1, 1 / seconds))
  let rate = 1000 / (performance.now() - began)
  const warmUp = Math.min(WARM_UP_REQUESTS, Math.ceil(rate * WARM_UP_SECONDS))
  rate = (await measure({ ...cellOf(1, rate), amount: warmUp })).requestsPerSecond
  if (asked.connections !== undefined) {
    const { requestsPerSecond } = await measure(cellOf(asked.connections, rate))
    return cellOf(asked.connections, requestsPerSecond)
  }
  let best = { connections: 1, rate: 0 }
  for (const connections of CONNECTIONS) {
    if (connections > 1 && rate * seconds < WORTH_TRYING * connections) break
    const { requestsPerSecond, utilization } = await measure(cellOf(connections, rate))
    if (requestsPerSecond < WORTHWHILE * best.rate) break
    best = { connections, rate: requestsPerSecond }
    rate = requestsPerSecond
    if (utilization >= SATURATED) break
  }
  return cellOf(best.connections, best.rate)
}

let runs = 0

/** One round. */
export async function measure(cell: Cell): Promise<Sample> {
  const { asked, worker, headers, connections, amount } = cell
  const run = (runs++).toString(36)
  const paths = Math.min(PATHS, Math.ceil(amount / connections))
  const pathsOf = (client: number): string[] =>
    Array.from({ length: paths }, (_, index) => asked.path(`${run}x${client}x${index}`))
  const before = cpuMilliseconds(worker.pid)
  const load: LoadResult = await sendLoad({
    url: worker.url,
    pathsOf,
    headers,
    connections,
    amount,
    status: asked.status,
  })
  const cpu = cpuMilliseconds(worker.pid) - before
  return {
    cpu: cpu / amount,
    requestsPerSecond: amount / load.seconds,
    utilization: cpu / 1000 / load.seconds,
    latencies: load.latencies,
  }
}
