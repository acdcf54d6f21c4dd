/** @file The schema of a count, for configurations, manifests and reports. */
import * as v from 'valibot'

/** How many there are, or none. */
export const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0))
