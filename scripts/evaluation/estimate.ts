/** @file Figures of a finite sample, and how far to trust them: what all reports are made of. */
import * as v from 'valibot'

/** Schema of {@link Estimate}. */
export const estimate = v.strictObject({ value: v.number(), standardError: v.number() })

/** A measured figure. */
export type Estimate = Readonly<v.InferOutput<typeof estimate>>
