/** @file A CPU profile of V8 as time by part of the Worker: what a request spends. */

/** What `Profiler.stop` gives, as far as it is used. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: {
      readonly functionName: string
      readonly url: string
      /** From 0. */
      readonly lineNumber: number
    }
  }[]
  /** The node of each sample, and the microseconds before it. */
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** A part of the Worker, or of what runs it. */
export interface ProfilePart {
  readonly part: string
  /** Of its own, ms a request. */
  readonly milliseconds: number
  /** Of all parts together. */
  readonly share: number
}

/** Parts by the source file that an unminified bundle names; the first that fits counts. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/@tensorflow\/tfjs-backend-wasm/, 'tfjs: WASM backend in JavaScript'],
  [/@tensorflow\/|node_modules\/(long|seedrandom)\//, 'tfjs: engine and operations'],
  [/^src\/(networks|tensor|checkpoint)\//, 'networks in our code'],
  [/@noble\/|pure-rand|^src\/sampling\/(random|noise)/, 'random numbers'],
  [/^src\/sampling\//, 'networks in our code'],
  [/^src\/rendering\//, 'picture and PNG'],
  [/valibot|^src\/http\/(query|values|parameters|percent)/, 'validation'],
  [/node_modules\/hono\//, 'Hono'],
  [/^src\//, 'routes and headers'],
]

/** Names of V8 for what is no function of the bundle. */
const OWN_NAMES: ReadonlyMap<string, string> = new Map([
  ['(garbage collector)', 'garbage collection'],
  ['(program)', 'runtime'],
  ['(root)', 'runtime'],
])

/** V8 counts time without work as this. */
const IDLE = '(idle)'

/**
 * Self time by part, largest first.
 *
 * @param bundle Text of the unminified bundle, whose comments name source files.
 * @param requests That were answered meanwhile.
 */
export function profileParts(
  { nodes, samples, timeDeltas }: CpuProfile,
  bundle: string,
  requests: number,
): ProfilePart[] {
  const sourceOf = sourcesByLine(bundle)
  const parts = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
      if (url.startsWith('wasm:')) return [id, 'WASM: integer products and tfjs kernels']
      if (url === '')
        return [id, OWN_NAMES.get(functionName) ?? (functionName === IDLE ? IDLE : 'runtime')]
      return [id, partOf(sourceOf(lineNumber))]
    }),
  )
  const microseconds = new Map<string, number>()
  samples.forEach((node, index) => {
    const part = parts.get(node) ?? 'runtime'
    microseconds.set(part, (microseconds.get(part) ?? 0) + (timeDeltas[index] ?? 0))
  })
  microseconds.delete(IDLE)
  const total = [...microseconds.values()].reduce((sum, time) => sum + time, 0)
  return [...microseconds]
    .map(([part, time]) => ({ part, milliseconds: time / 1000 / requests, share: time / total }))
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
}

const partOf = (source: string): string =>
  PARTS.find(([pattern]) => pattern.test(source))?.[1] ?? 'other packages'

/** The file that the nearest comment above a line names. */
function sourcesByLine(bundle: string): (line: number) => string {
  let current = ''
  const sources = bundle.split('\n').map((line) => {
    const named = /^\/\/ ((?:src|scripts|node_modules|weights)\/\S+)$/.exec(line)
    if (named?.[1] !== undefined) current = named[1]
    return current
  })
  return (line) => sources[line] ?? ''
}
