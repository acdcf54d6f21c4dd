/** @file The tables of a report. */
import { TIMED_BATCH } from './cost.ts'
import { acceptanceText, megaflops, noiseText, whole } from './format.ts'
import { likelihoodRows } from './likelihood-rows.ts'
import { labelRows, qualityRows } from './quality-rows.ts'
import type { Report } from './report.ts'
import { optional, tableOf, type Row } from './rows.ts'

/** Likelihoods, nats an image. */
export const likelihoodTable = (report: Report): string =>
  tableOf(report, likelihoodRows(report.budget))

/** Drawn digits, beside real ones. */
export const qualityTable = (report: Report): string =>
  tableOf(report, qualityRows(report.budget), 'real digits')

/** Agreement of each label's digits. */
export const labelTable = (report: Report): string =>
  tableOf(report, labelRows(report), 'real test digits')

/** Sizes and times. */
export const costTable = (report: Report): string => tableOf(report, COST_ROWS)

const COST_ROWS: readonly Row[] = [
  { name: 'parameters served', of: ({ cost }) => whole(cost.parameters.served) },
  {
    name: 'parameters of the recognition network',
    of: ({ cost }) => whole(cost.parameters.recognition),
  },
  { name: 'bits of a weight', of: ({ bits }) => `${bits}` },
  { name: 'bytes of the served weights', of: ({ cost }) => whole(cost.bytes) },
  { name: 'the same, gzipped', of: ({ cost }) => whole(cost.gzipBytes) },
  { name: 'operations a digit', of: ({ cost }) => megaflops(cost.flops) },
  { name: 'ms a digit, one at a time', of: ({ cost }) => cost.milliseconds.single.toFixed(3) },
  {
    name: `ms a digit, ${TIMED_BATCH} at a time`,
    of: ({ cost }) => cost.milliseconds.batch.toFixed(3),
  },
  {
    name: "ms from the weights' bytes to the first digit",
    of: ({ cost }) => optional(cost.milliseconds.start, (start) => start.toFixed(1)),
  },
  { name: 'contrast of the digits', of: ({ contrast }) => `${contrast}` },
  { name: "scale of the digits' noise", of: ({ scaleDeviation }) => noiseText(scaleDeviation) },
  { name: 'z that digits are drawn from', of: ({ acceptance }) => acceptanceText(acceptance) },
]
