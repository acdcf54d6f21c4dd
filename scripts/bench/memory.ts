/** @file Memory of one process over very many digits, and how long its answers took. */
import type { Bundle } from './bundle.ts'
import { digitPath, sendDigits } from './digit-load.ts'
import { heapUsed } from './inspector.ts'
import { cpuMilliseconds, residentMebibytes } from './proc.ts'
import { tailOf } from './statistics.ts'
import { startWorkerd, type RunningWorker } from './workerd.ts'

/** Of one moment. */
interface MemoryPoint {
  /** Answered so far. */
  readonly requests: number
  readonly residentMebibytes: number
  /** V8's, after a garbage collection. */
  readonly heapMebibytes: number
  readonly tensors: number
  readonly tensorBytes: number
}

export interface Endurance {
  readonly points: readonly MemoryPoint[]
  /** Wall time of an answer at saturation, ms. */
  readonly latency: { readonly median: number; readonly p99: number }
  /** CPU of one request alone, ms. */
  readonly cpu: { readonly median: number; readonly p99: number }
}

/** Moments that are looked at after the first. */
const PARTS = 5

/** Requests before the first moment. */
const WARM_UP = 500

/** Requests whose CPU is measured one by one. */
const SINGLE_REQUESTS = 1000

/** @param bundle Of workers/probe.ts. */
export async function endurance(bundle: Bundle, requests: number): Promise<Endurance> {
  const worker = await startWorkerd(bundle, { v8Flags: ['--expose-gc'], inspect: true })
  try {
    const latencies: Float64Array[] = []
    await sendDigits(worker.url, WARM_UP, 'm0')
    const points = [await pointOf(worker, 0)]
    for (let part = 1; part <= PARTS; part++) {
      const load = await sendDigits(worker.url, Math.ceil(requests / PARTS), `m${part}`)
      latencies.push(load.latencies)
      points.push(await pointOf(worker, Math.ceil((part * requests) / PARTS)))
    }
    const cpu = await cpuOfSingleRequests(worker)
    return {
      points,
      latency: tailOf(latencies.flatMap((part) => Array.from(part))),
      cpu: tailOf(cpu),
    }
  } finally {
    await worker.stop()
  }
}

async function pointOf(worker: RunningWorker, requests: number): Promise<MemoryPoint> {
  const response = await fetch(`${worker.url}/bench/memory`)
  const tensors = (await response.json()) as Pick<MemoryPoint, 'tensors' | 'tensorBytes'>
  return {
    requests,
    residentMebibytes: residentMebibytes(worker.pid),
    heapMebibytes: (await heapUsed(worker.inspector ?? '')) / 1024 ** 2,
    ...tensors,
  }
}

async function cpuOfSingleRequests(worker: RunningWorker): Promise<number[]> {
  const times: number[] = []
  for (let request = 0; request < SINGLE_REQUESTS; request++) {
    const before = cpuMilliseconds(worker.pid)
    await (await fetch(worker.url + digitPath(`s${request}`))).arrayBuffer()
    times.push(cpuMilliseconds(worker.pid) - before)
  }
  return times
}
