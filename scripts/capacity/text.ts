/** @file Figures of the page as text. */
import { whole } from '../evaluation/format.ts'

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** `¹⁰`, of 10. */
export const superscript = (exponent: number): string =>
  String(exponent).replace(/\d/g, (digit) => RAISED[Number(digit)] ?? '')

/** `10⁶`, of a power of ten. */
export const amount = (value: number): string => `10${superscript(Math.round(Math.log10(value)))}`

/** `5.00`, `1,234`: cents while they matter. */
export const dollars = (value: number): string =>
  value < 1000 ? value.toFixed(2) : whole(Math.round(value))

/** `3.7 %`, of a share. */
export const percentage = (share: number): string => `${(100 * share).toFixed(1)} %`
