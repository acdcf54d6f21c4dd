/** @file The rows of drawn digits, beside real ones. */
import type { Budget } from './budget.ts'
import type { Estimate } from './estimate.ts'
import { percent, plain, whole } from './format.ts'
import type { NearestFigures, Quality, Report } from './report.ts'
import { optional, type Row } from './rows.ts'

/** All figures of drawn digits. */
export const qualityRows = ({ nearestDigits }: Budget): Row[] => [
  {
    name: 'label agreement',
    of: ({ drawn }) => optional(drawn?.quality.agreement, percent),
    real: ({ judge }) => optional(judge?.accuracy, percent),
  },
  {
    name: 'refused by the acceptance network',
    of: ({ drawn }) => optional(drawn?.refused, percent),
  },
  {
    name: 'worst label',
    of: ({ drawn }) => optional(drawn?.quality, worstText),
    real: ({ judge }) => optional(judge, worstText),
  },
  featureRow('FID', ({ frechet }) => plain(frechet)),
  featureRow('precision', ({ precision }) => plain(precision, 3)),
  featureRow('recall', ({ recall }) => plain(recall, 3)),
  featureRow('density', ({ density }) => plain(density, 3)),
  featureRow('coverage', ({ coverage }) => plain(coverage, 3)),
  {
    name: 'train on these, test on real: accuracy',
    of: ({ drawn }) => optional(drawn?.synthetic, percent),
    real: ({ synthetic }) => optional(synthetic, percent),
  },
  nearestRow(nearestDigits, 'median', ({ median }) => plain(median)),
  nearestRow(nearestDigits, 'first percentile', (figures) => plain(figures.firstPercentile)),
  nearestRow(nearestDigits, 'least', ({ minimum }) => minimum.toFixed(2)),
]

/** The share of each label's digits that the judge reads as that label. */
export const labelRows = ({ real }: Report): Row[] =>
  (real.judge?.labels ?? []).map((_, label) => ({
    name: `label ${label}`,
    of: ({ drawn }) => optional(drawn?.quality.labels[label], percent),
    real: ({ judge }) => optional(judge?.labels[label], percent),
  }))

/** The label that the judge reads least often. */
export function worstLabel({ labels }: Pick<Quality, 'labels'>): Estimate & { label: number } {
  const least = Math.min(...labels.map(({ value }) => value))
  const label = labels.findIndex(({ value }) => value === least)
  return { value: least, standardError: labels[label]?.standardError ?? NaN, label }
}

const worstText = (figures: Pick<Quality, 'labels'>): string => {
  const worst = worstLabel(figures)
  return `${percent(worst)} (${worst.label})`
}

const featureRow = (name: string, figure: (quality: Quality) => string): Row => ({
  name,
  of: ({ drawn }) => optional(drawn?.quality, figure),
  real: ({ floor }) => optional(floor, figure),
})

const nearestRow = (
  digits: number,
  name: string,
  figure: (nearest: NearestFigures) => string,
): Row => ({
  name: `distance to the nearest training digit, ${whole(digits)} digits: ${name}`,
  of: ({ nearest }) => figure(nearest),
  real: ({ nearest }) => figure(nearest),
})
