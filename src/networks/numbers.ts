/** @file The schemas of counts, for configurations, manifests and reports. */
import * as v from 'valibot'

/** How many there are, or none. */
export const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0))

/** How many there are, where there is one at least. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(1))
