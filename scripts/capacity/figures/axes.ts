/** @file What the charts of capacity share: requests a day on a logarithmic axis, colours of the traffic. */
import { DECADES } from '../model.ts'
import { superscript } from '../text.ts'
import { SEEDED, type Seeding, UNSEEDED } from '../traffic.ts'

/** Eight amounts a decade for lines, 10^3 to 10^10 requests a day. */
export const FINE_AMOUNTS = Array.from({ length: 57 }, (_, index) => 10 ** (3 + index / 8))

/** By their value, 0 to 10. */
const EXPONENTS = Array.from({ length: 11 }, (_, exponent) => superscript(exponent))

const LOGARITHMIC = {
  type: 'quantitative' as const,
  title: 'requests a day',
  scale: { type: 'log' as const, domain: [1e3, 1e10], nice: false },
  axis: {
    values: DECADES,
    grid: true,
    // Every decade, centred at its tick.
    labelOverlap: false,
    labelFlush: false,
    labelExpr: `"10" + ${JSON.stringify(EXPONENTS)}[round(log(datum.value) / LN10)]`,
  },
}

/** Requests a day of a row. */
export const REQUESTS_AXIS = { ...LOGARITHMIC, field: 'requestsADay' }

/** One amount, for a mark of its own. */
export const amountOnAxis = (requestsADay: number) => ({ ...LOGARITHMIC, datum: requestsADay })

/** Apart for every kind of colour vision (Okabe and Ito 2008); grey for what no cache can answer. */
const COLOURS = new Map(
  [UNSEEDED, ...SEEDED].map(({ title }, index) => [
    title,
    ['#999999', '#d55e00', '#0072b2', '#009e73'][index],
  ]),
)

/** Colour of each of these seedings. */
export const seedingColours = (seedings: readonly Seeding[]) => ({
  field: 'seeding',
  type: 'nominal' as const,
  title: null,
  scale: {
    domain: seedings.map(({ title }) => title),
    range: seedings.map(({ title }) => COLOURS.get(title) ?? ''),
  },
})
