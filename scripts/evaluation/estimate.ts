/** @file A figure of a finite sample, and how far to trust it. */

/** A measured figure. */
export interface Estimate {
  readonly value: number
  readonly standardError: number
}
