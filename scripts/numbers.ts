/** @file Schemas of numbers, for options, configurations and reports. */
import * as v from 'valibot'

/** How many there are, where there is one at least. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(1))
export const positive = v.pipe(v.number(), v.gtValue(0))
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
