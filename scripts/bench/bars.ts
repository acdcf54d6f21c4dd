/** @file The ratios that the benchmark is about, and what each may be at most. */
import type { CandidateName } from './candidates.ts'
import type { CaseName } from './cases.ts'

/** CPU of one round, ms a request. */
export type CpuOf = (asked: CaseName, candidate: CandidateName) => number

/** Time of native code for the networks alone, ms a call; undefined where it was not measured. */
type NativeOf = (digits: number) => number | undefined

export interface Bar {
  readonly title: string
  readonly atMost?: number
  /** Of one round; undefined where a part of it was not measured. */
  readonly ratio: (cpu: CpuOf, native: NativeOf) => number | undefined
}

const against = (title: string, asked: CaseName, peer: CandidateName, atMost?: number): Bar => ({
  title,
  ...(atMost === undefined ? {} : { atMost }),
  ratio: (cpu) => cpu(asked, 'served') / cpu(asked, peer),
})

/** The networks are what is left when the Worker without them is subtracted. */
const networks = (cpu: CpuOf, asked: CaseName): number =>
  cpu(asked, 'served') - cpu(asked, 'withoutNetworks')

const againstNative = (title: string, asked: CaseName, digits: number, atMost?: number): Bar => ({
  title,
  ...(atMost === undefined ? {} : { atMost }),
  ratio: (cpu, native) => {
    const limit = native(digits)
    return limit === undefined ? undefined : networks(cpu, asked) / limit
  },
})

export const BARS: readonly Bar[] = [
  against('1 digit: edge-digits / onnxruntime-web', 'digit', 'onnxruntime', 0.85),
  against('1 digit: edge-digits / plain loops', 'digit', 'plainLoops', 0.4),
  against('1 digit: edge-digits / tfjs cpu', 'digit', 'tfjsCpu', 0.15),
  against('1 digit: edge-digits / tfjs used plainly', 'digit', 'tfjsPlainly', 0.6),
  against('1 digit: edge-digits / static PNG', 'digit', 'staticPng'),
  {
    title: '1 digit, all but networks and runtime: (without networks - hello world) / hello world',
    atMost: 0.7,
    ratio: (cpu) => cpu('digit', 'withoutNetworks') / cpu('hello', 'hello') - 1,
  },
  againstNative('1 digit, networks: edge-digits / OpenBLAS', 'digit', 1, 2.5),
  against('sheet of 16: edge-digits / onnxruntime-web', 'sheet16', 'onnxruntime'),
  against('sheet of 16: edge-digits / tfjs used plainly', 'sheet16', 'tfjsPlainly'),
  against('sheet of 100: edge-digits / onnxruntime-web', 'sheet100', 'onnxruntime', 0.8),
  against('sheet of 100: edge-digits / plain loops', 'sheet100', 'plainLoops'),
  against('sheet of 100: edge-digits / tfjs used plainly', 'sheet100', 'tfjsPlainly'),
  againstNative('sheet of 100, networks: edge-digits / OpenBLAS', 'sheet100', 100, 3.5),
  against('sheet of 1,000: edge-digits / onnxruntime-web', 'sheet1000', 'onnxruntime'),
  againstNative('sheet of 1,000, networks: edge-digits / OpenBLAS', 'sheet1000', 1000),
  {
    title: '304: edge-digits / hello world',
    atMost: 1.3,
    ratio: (cpu) => cpu('revalidation', 'served') / cpu('hello', 'hello'),
  },
  {
    title: '304 to the same request again: edge-digits / hello world',
    atMost: 1.3,
    ratio: (cpu) => cpu('sameRevalidation', 'served') / cpu('hello', 'hello'),
  },
  {
    title: 'completion / 1 digit',
    atMost: 3,
    ratio: (cpu) => cpu('complete', 'served') / cpu('digit', 'served'),
  },
  {
    title: 'number of 8 digits / 1 digit',
    ratio: (cpu) => cpu('number', 'served') / cpu('digit', 'served'),
  },
  {
    title: 'hello world in Hono / hello world',
    ratio: (cpu) => cpu('hello', 'helloHono') / cpu('hello', 'hello'),
  },
]
