/** @file A number of requests to one Worker, by autocannon. */
import autocannon from 'autocannon'

export interface Load {
  readonly url: string
  /** Paths of a client, taken in turn. */
  readonly pathsOf: (client: number) => readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly connections: number
  /** Requests of all clients together. */
  readonly amount: number
  /** What every answer must have. */
  readonly status: number
}

export interface LoadResult {
  readonly seconds: number
  /** Of each answer, ms. */
  readonly latencies: Float64Array
}

/**
 * Sends the requests, each connection the next one when it has its answer.
 *
 * @throws {Error} When an answer has another status or does not come.
 */
export async function sendLoad(load: Load): Promise<LoadResult> {
  const latencies = new Float64Array(load.amount)
  let answers = 0
  let wrong: number | undefined
  let client = 0
  const began = performance.now()
  let ended = began
  const { errors, timeouts } = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url: load.url,
        connections: load.connections,
        amount: load.amount,
        timeout: TIMEOUT_SECONDS,
        sampleInt: LOOKS_EVERY_MS,
        setupClient: (connection) => {
          connection.setHeaders({ ...load.headers })
          connection.setRequests(load.pathsOf(client++).map((path) => ({ method: 'GET', path })))
        },
      },
      (error: Error | null, result) => (error === null ? resolve(result) : reject(error)),
    )
    instance.on('response', (_connection, status, _bytes, milliseconds) => {
      latencies[answers++] = milliseconds
      ended = performance.now()
      if (status !== load.status) wrong = status
    })
  })
  if (wrong !== undefined || errors > 0 || timeouts > 0 || answers !== load.amount)
    throw new Error(
      `${load.url}${load.pathsOf(0)[0]}: ${answers} answers of ${load.amount}, ${errors} errors, ${timeouts} timeouts, a status ${wrong ?? load.status}; expected all with ${load.status}`,
    )
  return { seconds: (ended - began) / 1000, latencies }
}

/** How often autocannon looks whether all answers are there: up to so long after the last one it goes on. */
const LOOKS_EVERY_MS = 20

/** A sheet of a thousand takes seconds in the slowest candidates. */
const TIMEOUT_SECONDS = 120
