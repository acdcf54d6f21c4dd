/** @file Schemas of numbers, for options, configurations and reports. */
import * as v from 'valibot'

export const positive = v.pipe(v.number(), v.gtValue(0))
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
