/**
 * @file A typed client of the service, by Hono's RPC: each endpoint's parameters are those of its schema.
 *
 *   const digits = createClient('https://your-service.example')
 *   const url = digits.digit.$url({ query: { label: '7', seed: 'ada' } }).href
 *   const response = await digits.number.$get({ query: { digits: '2024', format: 'json' } })
 *   if (response.status === 200) console.log((await response.json()).digits[0]?.box)
 *   const completed = await digits.complete.$post({ json: { pixels, seed: 'ada' } })
 */
import type { Hono } from 'hono'
import { hc, type ClientRequestOptions } from 'hono/client'
import type { Answers, Queries } from '../http/endpoints/all.ts'
import type { ValueOf } from '../http/json-schema.ts'
import type { LevelRows } from '../http/partial-image/rows.ts'
import type { BODY_PROBLEMS, DRAWING_PROBLEMS, problemJson } from '../http/problem-json.ts'
import type { drawingJson } from '../http/render.ts'

export { encodeRows as encodePartialImage } from '../http/partial-image/rows.ts'

/** What is answered to some input, by status. Of another format than JSON, it is for `blob` or `bytes`. */
type Answered<Input, Told, Refusal> = { input: Input; outputFormat: 'json' } & (
  | { output: ValueOf<typeof drawingJson> & Told; status: 200 }
  | { output: ValueOf<typeof problemJson>; status: Refusal }
)

type Problems = (typeof DRAWING_PROBLEMS)[number]

/** A route as Hono's clients read it; a type alias, since interfaces have no index signature. */
// oxlint-disable-next-line typescript/consistent-type-definitions
type Route<Query, Told> = {
  $get:
    | Answered<{ query: Query }, Told, Problems>
    // Without a body: to read one fails.
    | { input: { query: Query }; outputFormat: 'json'; output: never; status: 304 }
}

/** A partial image in JSON; what a body says, its query does not. A PNG is for `fetch`. */
interface PartialImage {
  json: {
    pixels: LevelRows
    label?: number
    seed?: string
    temperature?: number
    samples?: number
  }
  query?: Omit<Queries['complete'], 'x' | 'of' | 'keep'>
}

// oxlint-disable-next-line typescript/consistent-type-definitions
type PostRoute = {
  $post: Answered<PartialImage, Answers['complete'], Problems | (typeof BODY_PROBLEMS)[number]>
}

type Routes = { [Name in keyof Queries as `/${Name}`]: Route<Queries[Name], Answers[Name]> } & {
  '/complete': PostRoute
}

/** The service as Hono's clients know it. */
export type EdgeDigits = Hono<object, Routes>

/** A client of the service at an origin. */
export const createClient = (origin: string, options?: ClientRequestOptions) =>
  hc<EdgeDigits>(origin, options)
