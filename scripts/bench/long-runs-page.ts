/** @file The parts of the benchmark's page that tell of long runs. */
import { markdownTable, whole } from '../evaluation/format.ts'
import type { Endurance } from './memory.ts'
import type { Sustained } from './sustained.ts'

/** Reports of before have no memory of the isolate alone. */
const NOT_MEASURED = '-'

/** Memory over very many digits. */
export function enduranceParts({ points, latency, cpu }: Endurance): string[] {
  return [
    '## Endurance',
    `At saturation an answer takes ${latency.median.toFixed(1)} ms, the 99th percentile ${latency.p99.toFixed(1)} (${(latency.p99 / latency.median).toFixed(1)} times as much). One request alone takes ${cpu.median.toFixed(2)} ms of CPU, the 99th percentile ${cpu.p99.toFixed(2)}.`,
    'The isolate has the heap of V8, objects of C++ and buffers, the WASM memory of the networks among them; machine code of WASM is not told. Resident is the whole process: also workerd itself, and pages that its allocator keeps.',
    markdownTable(
      [
        'requests',
        'isolate, MiB',
        'WASM memory of it, MiB',
        'V8 heap of it after collection, MiB',
        'process, resident, MiB',
        'tensors',
        'their bytes',
      ],
      points.map((point) => [
        whole(point.requests),
        point.isolateMebibytes?.toFixed(1) ?? NOT_MEASURED,
        point.wasmMebibytes?.toFixed(1) ?? NOT_MEASURED,
        point.heapMebibytes.toFixed(2),
        point.residentMebibytes.toFixed(0),
        whole(point.tensors),
        whole(point.tensorBytes),
      ]),
    ),
  ]
}

/** Minutes at saturation. */
export function sustainedParts({ minutes, latency }: Sustained): string[] {
  const answers = minutes.reduce((total, { requests }) => total + requests, 0)
  return [
    '## Sustained load',
    `${(minutes.reduce((total, { seconds }) => total + seconds, 0) / 60).toFixed(1)} minutes at saturation, ${whole(answers)} digits, every answer 200: the median answer takes ${latency.median.toFixed(1)} ms, the 99th percentile ${latency.p99.toFixed(1)} (${(latency.p99 / latency.median).toFixed(1)} times as much).`,
    markdownTable(
      ['part', 'requests', 'seconds', 'CPU, ms a request', 'resident, MiB'],
      minutes.map((minute, index) => [
        String(index + 1),
        whole(minute.requests),
        minute.seconds.toFixed(0),
        minute.cpu.toFixed(3),
        minute.residentMebibytes.toFixed(0),
      ]),
    ),
  ]
}
