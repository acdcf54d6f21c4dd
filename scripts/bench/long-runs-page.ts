/** @file The parts of the benchmark's page that tell of long runs. */
import { markdownTable, whole } from '../evaluation/format.ts'
import { MANY } from './cases.ts'
import { CONNECTIONS } from './digit-load.ts'
import type { Endurance } from './memory.ts'
import type { Report } from './report.ts'
import type { Sustained } from './sustained.ts'

type LongRuns = Pick<Report, 'endurance' | 'sustained'>

/** Why a digit costs more here than in the table. */
const NOTE = `Digits over ${CONNECTIONS} connections, which keeps answers short; the table of CPU has ${MANY}. A digit costs more CPU here than there: the fewer connections, the more often workerd sleeps and wakes a request, and after a request alone it does every time. The Worker is the served one with a path more that tells its memory, and in the endurance run its inspector is open; what of the difference is theirs was not measured.`

/** What was run for long; nothing where it was left out. */
export function longRunParts({ endurance, sustained }: LongRuns): string[] {
  if (endurance === null && sustained === null) return []
  return [
    '## Long runs',
    NOTE,
    ...(endurance === null ? [] : enduranceParts(endurance)),
    ...(sustained === null ? [] : sustainedParts(sustained)),
  ]
}

/** Reports of before have no memory of the isolate alone. */
const NOT_MEASURED = '-'

/** Memory over very many digits. */
function enduranceParts({ points, latency, cpu }: Endurance): string[] {
  return [
    '### Endurance',
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
function sustainedParts({ minutes, latency }: Sustained): string[] {
  const answers = minutes.reduce((total, { requests }) => total + requests, 0)
  return [
    '### Sustained load',
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
