/** @file Who is measured, and on which cases. */
import { OWN_CASE_NAMES, type CaseName } from './cases.ts'

export interface Candidate {
  readonly name: CandidateName
  /** For the tables. */
  readonly title: string
  /** Source file of its Worker. */
  readonly entry: string
  readonly cases: readonly CaseName[]
  /** Whether its pictures must be those of the served Worker. */
  readonly draws: boolean
}

export type CandidateName =
  | 'served'
  | 'onnxruntime'
  | 'tfjsPlainly'
  | 'plainLoops'
  | 'tfjsCpu'
  | 'withoutNetworks'
  | 'staticPng'
  | 'helloHono'
  | 'hello'
  | 'helloAgain'

const peer = (file: string): string => `scripts/bench/workers/${file}.ts`

const SHEETS: readonly CaseName[] = ['sheet16', 'sheet100', 'sheet1000']

export const CANDIDATES: readonly Candidate[] = [
  {
    name: 'served',
    title: 'edge-digits',
    entry: 'src/worker.ts',
    cases: [
      'digit',
      ...SHEETS,
      'number',
      'complete',
      'revalidation',
      'sameRevalidation',
      ...OWN_CASE_NAMES,
    ],
    draws: true,
  },
  {
    name: 'onnxruntime',
    title: 'onnxruntime-web',
    entry: peer('onnxruntime'),
    cases: ['digit', ...SHEETS],
    draws: true,
  },
  {
    name: 'tfjsPlainly',
    title: 'tfjs WASM, used plainly',
    entry: peer('tfjs-plainly'),
    cases: ['digit', ...SHEETS],
    draws: true,
  },
  {
    name: 'plainLoops',
    title: 'plain loops',
    entry: peer('plain-loops'),
    cases: ['digit', ...SHEETS],
    draws: true,
  },
  {
    name: 'tfjsCpu',
    title: 'tfjs cpu',
    entry: peer('tfjs-cpu'),
    // A sheet of 1,000 would take seconds.
    cases: ['digit', 'sheet16', 'sheet100'],
    draws: true,
  },
  {
    name: 'withoutNetworks',
    title: 'edge-digits without its networks',
    entry: peer('without-networks'),
    cases: ['digit', ...SHEETS],
    draws: false,
  },
  {
    name: 'staticPng',
    title: 'static PNG in Hono',
    entry: peer('static-png'),
    cases: ['digit'],
    draws: false,
  },
  {
    name: 'helloHono',
    title: 'hello world in Hono',
    entry: peer('hello-hono'),
    cases: ['hello'],
    draws: false,
  },
  { name: 'hello', title: 'hello world', entry: peer('hello'), cases: ['hello'], draws: false },
  {
    name: 'helloAgain',
    title: 'hello world once more',
    entry: peer('hello'),
    // The control: whatever differs from `hello` is noise.
    cases: ['hello'],
    draws: false,
  },
]
