/** @file The endpoints that draw. */
import type { CompletionSampler } from '../../sampling/completion.ts'
import type { DigitSampler } from '../../sampling/sampler.ts'
import type { Endpoint } from '../endpoint.ts'
import type { ValueOf } from '../json-schema.ts'
import { completeEndpoint } from './complete.ts'
import { digitEndpoint } from './digit.ts'
import { latentEndpoint } from './latent.ts'
import { morphEndpoint } from './morph.ts'
import { numberEndpoint } from './number.ts'
import { sheetEndpoint } from './sheet.ts'

const make = {
  digit: digitEndpoint,
  number: numberEndpoint,
  sheet: sheetEndpoint,
  morph: morphEndpoint,
  latent: latentEndpoint,
}

/** In the order in which they are documented; /complete where the release completes. */
export const drawingEndpoints = (
  sampler: DigitSampler,
  completion?: CompletionSampler,
): readonly Endpoint[] => [
  ...Object.values(make).map((endpoint): Endpoint => endpoint(sampler)),
  ...(completion === undefined ? [] : [completeEndpoint(sampler, completion)]),
]

type Endpoints = {
  readonly [Name in keyof typeof make]: ReturnType<(typeof make)[Name]>
} & { readonly complete: ReturnType<typeof completeEndpoint> }

/** What a client may give to each endpoint, as text. */
export type Queries = {
  readonly [Name in keyof Endpoints]: NonNullable<Endpoints[Name]['query']>
}

/** What each endpoint's JSON tells, beside what that of every drawing does. */
export type Answers = { readonly [Name in keyof Endpoints]: ValueOf<Endpoints[Name]['json']> }
