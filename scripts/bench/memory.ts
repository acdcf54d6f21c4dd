/** @file Memory of one process over very many digits, and how long its answers took. */
import type { Bundle } from './bundle.ts'
import { digitPath, sendDigits } from './digit-load.ts'
import { heapUsage, type HeapUsage } from './inspector.ts'
import { cpuMilliseconds, residentMebibytes } from './proc.ts'
import { tailOf } from './statistics.ts'
import { startWorkerd, type RunningWorker } from './workerd.ts'

const MEBIBYTE = 1024 ** 2

/** Of one moment. */
interface MemoryPoint {
  /** Answered so far. */
  readonly requests: number
  /** Of the whole process, with workerd's own code and what its allocator keeps. */
  readonly residentMebibytes: number
  /** V8's, after a garbage collection. */
  readonly heapMebibytes: number
  /** Linear memory of the networks' WASM backend; reports of before have none. */
  readonly wasmMebibytes?: number
  /** What the isolate has: heap, objects of C++ and buffers. Machine code of WASM is not told. */
  readonly isolateMebibytes?: number
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

/** The most memory that the isolate had, MB as Cloudflare counts; null where it was not measured. */
export function largestIsolate(
  points: readonly Pick<MemoryPoint, 'isolateMebibytes'>[],
): number | null {
  const told = points.flatMap(({ isolateMebibytes }) => isolateMebibytes ?? [])
  return told.length === 0 ? null : megabytes(Math.max(...told))
}

export const megabytes = (mebibytes: number): number => (mebibytes * MEBIBYTE) / 1e6

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
  const { wasmBytes, ...tensors } = (await response.json()) as Pick<
    MemoryPoint,
    'tensors' | 'tensorBytes'
  > & { readonly wasmBytes: number }
  const usage = await heapUsage(worker.inspector ?? '')
  return {
    requests,
    residentMebibytes: residentMebibytes(worker.pid),
    heapMebibytes: usage.usedSize / MEBIBYTE,
    wasmMebibytes: wasmBytes / MEBIBYTE,
    isolateMebibytes: isolateBytes(usage, wasmBytes) / MEBIBYTE,
    ...tensors,
  }
}

/** V8 counts the WASM memory among the buffers once a script has looked at it: it is not added twice. */
export const isolateBytes = (
  { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 }: HeapUsage,
  wasmBytes: number,
): number => usedSize + embedderHeapUsedSize + Math.max(backingStorageSize, wasmBytes)

async function cpuOfSingleRequests(worker: RunningWorker): Promise<number[]> {
  const times: number[] = []
  for (let request = 0; request < SINGLE_REQUESTS; request++) {
    const before = cpuMilliseconds(worker.pid)
    await (await fetch(worker.url + digitPath(`s${request}`))).arrayBuffer()
    times.push(cpuMilliseconds(worker.pid) - before)
  }
  return times
}
