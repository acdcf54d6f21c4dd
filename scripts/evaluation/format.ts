/** @file Figures as text: always with their unit and, where there is one, their standard error. */
import type { AcceptanceForm } from '../../src/networks/acceptance.ts'
import type { Estimate } from './estimate.ts'

/** `82.05 ± 0.23`. */
export const plain = ({ value, standardError }: Estimate, decimals = 2): string =>
  `${value.toFixed(decimals)} ± ${standardError.toFixed(decimals)}`

/** `99.60 ± 0.06 %`, of a share in [0, 1]. */
export const percent = ({ value, standardError }: Estimate): string =>
  `${plain({ value: 100 * value, standardError: 100 * standardError })} %`

/** `1,466,672`. */
export const whole = (value: number): string => value.toLocaleString('en-US')

/** `2.70 MFLOP`. */
export const megaflops = (flops: number): string => `${(flops / 1e6).toFixed(2)} MFLOP`

/** What the noise that digits are drawn from is multiplied by. */
export const noiseText = (scaleDeviation: number | undefined): string =>
  scaleDeviation === undefined ? '1' : `e^s, s normal with deviation ${scaleDeviation}`

/** Which z digits are drawn from. */
export const acceptanceText = (acceptance: AcceptanceForm | undefined): string =>
  acceptance === undefined
    ? 'all'
    : `a(z\\|x) >= ${acceptance.threshold}, of ${acceptance.hidden.join('-')} hidden units`

/** What a table shows of a figure that was not measured. */
export const NOT_MEASURED = '-'

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** A Markdown table; oxfmt aligns its columns when it is written. */
export function markdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}
