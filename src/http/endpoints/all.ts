/** @file The endpoints that draw. */
import type { DigitSampler } from '../../sampling/sampler.ts'
import type { Endpoint } from '../endpoint.ts'
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

/** In the order in which they are documented. */
export const drawingEndpoints = (sampler: DigitSampler): readonly Endpoint[] =>
  Object.values(make).map((endpoint): Endpoint => endpoint(sampler))

/** What a client may give to each endpoint, as text. */
export type Queries = {
  readonly [Name in keyof typeof make]: NonNullable<ReturnType<(typeof make)[Name]>['query']>
}
