/**
 * @file A typed client of the service, by Hono's RPC: each endpoint's parameters are those of its schema.
 *
 *   const digits = createClient('https://your-service.example')
 *   const url = digits.digit.$url({ query: { label: '7', seed: 'ada' } }).href
 *   const response = await digits.number.$get({ query: { digits: '2024', format: 'json' } })
 *   const completed = await digits.complete.$post({ json: { pixels, seed: 'ada' } })
 */
import type { Hono } from 'hono'
import { hc, type ClientRequestOptions } from 'hono/client'
import type { Queries } from '../http/endpoints/all.ts'
import type { LevelRows } from '../http/partial-image/rows.ts'

export { encodeRows as encodePartialImage } from '../http/partial-image/rows.ts'

/** A route as Hono's clients read it; a type alias, since interfaces have no index signature. */
// oxlint-disable-next-line typescript/consistent-type-definitions
type Route<Query> = {
  $get: { input: { query: Query }; output: unknown; outputFormat: string; status: 200 | 304 }
}

/** A partial image in JSON; what a body says, its query does not. A PNG is for `fetch`. */
// oxlint-disable-next-line typescript/consistent-type-definitions
type PostRoute = {
  $post: {
    input: {
      json: {
        pixels: LevelRows
        label?: number
        seed?: string
        temperature?: number
        samples?: number
      }
      query?: Omit<Queries['complete'], 'x' | 'of' | 'keep'>
    }
    output: unknown
    outputFormat: string
    status: 200
  }
}

type Routes = { [Name in keyof Queries as `/${Name}`]: Route<Queries[Name]> } & {
  '/complete': PostRoute
}

/** The service as Hono's clients know it. */
export type EdgeDigits = Hono<object, Routes>

/** A client of the service at an origin. */
export const createClient = (origin: string, options?: ClientRequestOptions) =>
  hc<EdgeDigits>(origin, options)
