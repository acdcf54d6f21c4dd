/** @file The encoder of partial images without the sampler: a page that writes links loads no weights. */
import { encodeRows } from '../http/partial-image/rows.ts'
import type { encodePartialImage as declared } from './partial-image.d.ts'

export const encodePartialImage: typeof declared = encodeRows
