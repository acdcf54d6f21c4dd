/** @file Who asks for what: kinds of requests, and how often each URL is asked for again. */
import type { CaseName } from '../bench/cases.ts'
import { cpuOfCase, type Measured } from './measured.ts'
import type { Zipf } from './zipf.ts'

/** Digits of an answer, of what is asked for; a 304 has none. */
const DIGITS = {
  digit: 1,
  sheet100: 100,
  complete: 1,
  revalidation: 0,
} as const satisfies Partial<Record<CaseName, number>>

/** Of what is one picture, from one digit on. */
export const SHEET_SIZES = [
  ['digit', 1],
  ['sheet16', 16],
  ['sheet100', 100],
  ['sheet1000', 1000],
] as const satisfies readonly (readonly [CaseName, number])[]

type Asked = keyof typeof DIGITS

/** What is asked for. */
export interface Kind {
  readonly name: 'digit' | 'sheet' | 'mixed'
  readonly title: string
  /** Parts of the requests by what the benchmark measured; they sum to 1. */
  readonly mix: Readonly<Partial<Record<Asked, number>>>
}

export const SINGLE_DIGITS: Kind = { name: 'digit', title: 'single digits', mix: { digit: 1 } }

export const SHEETS: Kind = { name: 'sheet', title: 'sheets of 100', mix: { sheet100: 1 } }

/** A guess at a site that uses everything: pictures in pages, a loader of data, /complete, browsers that ask again. */
export const MIXED: Kind = {
  name: 'mixed',
  title: 'mixed requests',
  mix: { digit: 0.75, sheet100: 0.05, complete: 0.1, revalidation: 0.1 },
}

export const KINDS = [SINGLE_DIGITS, SHEETS, MIXED] as const

const parts = ({ mix }: Kind) => Object.entries(mix) as [Asked, number][]

const PLURALS: Readonly<Record<Asked, string>> = {
  digit: 'single digits',
  sheet100: 'sheets of 100',
  complete: 'completions',
  revalidation: 'conditional requests',
}

/** `75 % single digits, 25 % sheets of 100`. */
export const mixText = (kind: Kind): string =>
  parts(kind)
    .map(([name, part]) => `${(100 * part).toFixed(0)} % ${PLURALS[name]}`)
    .join(', ')

/** Mean CPU of a request, ms. */
export const cpuOfKind = (measured: Measured, kind: Kind): number =>
  parts(kind).reduce((sum, [name, part]) => sum + part * cpuOfCase(measured, name), 0)

/** Mean digits of an answer. */
export const digitsOfKind = (kind: Kind): number =>
  parts(kind).reduce((sum, [name, part]) => sum + part * DIGITS[name], 0)

/** CPU of its most expensive request, ms. */
export const mostCpuOfKind = (measured: Measured, kind: Kind): number =>
  Math.max(...parts(kind).map(([name]) => cpuOfCase(measured, name)))

/** Whether URLs are asked for again, and how often. */
export interface Seeding {
  readonly title: string
  /** Null for requests without a seed: none is answered from the cache. */
  readonly popularity: Zipf | null
}

const seeded = (title: string, catalogue: number, exponent: number) => ({
  title: `${title}, s = ${exponent}`,
  popularity: { catalogue, exponent },
})

export const UNSEEDED: Seeding = { title: 'unseeded', popularity: null }

/** From the pictures of a few pages to a picture for every user of a large site. */
export const SEEDED = [
  seeded('10⁴ URLs', 1e4, 1),
  seeded('10⁶ URLs', 1e6, 0.8),
  seeded('10⁹ URLs', 1e9, 0.6),
] as const

export const SEEDINGS = [UNSEEDED, ...SEEDED] as const
