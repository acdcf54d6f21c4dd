/** @file What is asked of the candidates: paths whose seeds, but for one case, are another for every request, hundreds of a client before they repeat. */

/** A kind of request. */
export interface Case {
  readonly name: CaseName
  /** For the table. */
  readonly title: string
  readonly status: number
  /** Of a short request, so that candidates compare; for a long one, calibration finds how many saturate. */
  readonly connections?: number
  /** @param seed Letters and digits, another for each request. */
  readonly path: (seed: string) => string
  /** Headers that the first answer tells: an ETag to send back. */
  readonly headersFrom?: (first: Response) => Readonly<Record<string, string>>
}

export type CaseName =
  | 'hello'
  | 'digit'
  | 'sheet16'
  | 'sheet100'
  | 'sheet1000'
  | 'number'
  | 'complete'
  | 'revalidation'
  | 'sameRevalidation'
  | OwnCase

/** What peers are not asked for. */
type OwnCase = (typeof OWN_CASES)[number]['name']

/**
 * The process sleeps and wakes less often the more there are: of hello world two cost twice as much CPU a
 * request as sixteen. So those that are compared have as many.
 */
export const MANY = 16

const sheet = (rows: number, columns: number): Case => ({
  name: `sheet${rows * columns}` as CaseName,
  title: `sheet of ${(rows * columns).toLocaleString('en-US')}`,
  status: 200,
  path: (seed) => `/sheet/${seed}.png?rows=${rows}&columns=${columns}`,
})

/** The left half of a 7, as the JSON of /complete?of=7/ada&keep=left gave it. */
export const LEFT_HALF =
  'OmPgIxMw0BSwsLMxw9hMcoUbl0yGchhFVz9_-_Q2lMfe_vn7j7d3oeoSPv39_eXJBYg684___v54e3wJmCf0_N-_X9fbdDnAUjl__v1Zr8fBCJZi3vTrz35BCBsoV3B1CVgRBHCrciI5ihGmikyAqp0FhSeCwrNF0RaLIofsIiAAAA'

const own = <const Name extends string>(
  name: Name,
  title: string,
  path: Case['path'],
  status = 200,
) => ({ name, title, path, status, connections: MANY })

const OWN_CASES = [
  own(
    'complete25',
    '25 completions of a link',
    (seed) => `/complete/${LEFT_HALF}/${seed}.png?samples=25`,
  ),
  own('digit512', '1 digit of 512 pixels', (seed) => `/digit/7/${seed}.png?size=512`),
  own('digit1024', '1 digit of 1,024 pixels', (seed) => `/digit/7/${seed}.png?size=1024`),
  own('svg', '1 digit as SVG', (seed) => `/digit/7/${seed}.svg`),
  own('webp', '1 digit as WebP', (seed) => `/digit/7/${seed}.webp`),
  own('json', '1 digit as JSON', (seed) => `/digit/7/${seed}.json`),
  own('error', 'an error: a label too many', (seed) => `/digit/11/${seed}.png`, 400),
  own('health', '/healthz', () => '/healthz'),
]

/** What only the served Worker is asked for. */
export const OWN_CASE_NAMES: readonly CaseName[] = OWN_CASES.map(({ name }) => name)

export const CASES: readonly Case[] = [
  { name: 'hello', title: 'hello world', status: 200, path: () => '/', connections: MANY },
  {
    name: 'digit',
    title: '1 digit',
    status: 200,
    path: (seed) => `/digit/7/${seed}.png`,
    connections: MANY,
  },
  sheet(4, 4),
  sheet(10, 10),
  sheet(25, 40),
  {
    name: 'number',
    title: 'number of 8 digits',
    status: 200,
    path: (seed) => `/number/20151207/${seed}.png`,
    connections: MANY,
  },
  {
    name: 'complete',
    title: 'completion of a link',
    status: 200,
    path: (seed) => `/complete/${LEFT_HALF}/${seed}.png`,
    connections: MANY,
  },
  {
    name: 'revalidation',
    title: 'conditional request, 304',
    status: 304,
    path: (seed) => `/digit/7/${seed}.png`,
    connections: MANY,
    headersFrom: () => ({ 'If-None-Match': '*' }),
  },
  {
    name: 'sameRevalidation',
    title: 'the same conditional request again, 304',
    status: 304,
    path: () => '/digit/7/ada.png',
    connections: MANY,
    headersFrom: (first) => ({ 'If-None-Match': first.headers.get('ETag') ?? '' }),
  },
  ...OWN_CASES,
]
