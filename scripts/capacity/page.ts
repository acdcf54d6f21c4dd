/** @file capacity.md: the answers first, then what they rest on. */
import { markdownTable, whole } from '../evaluation/format.ts'
import { COST_FIGURE, HIT_RATE_FIGURE, SHARE_FIGURE } from './figures/charts.ts'
import { amount, dollars, percentage } from './text.ts'
import { assumptionParts } from './page-assumptions.ts'
import { capacityParts } from './page-capacity.ts'
import { DAYS_A_MONTH, FREE_PLAN, PAID_PLAN } from '../cloudflare.ts'
import { DECADES } from './model.ts'
import { LEVER_DIGITS, type Lever } from './levers.ts'
import type { Bill } from './cost.ts'
import type { Report, Traffic } from './report.ts'
import { SEEDED, SHEETS, UNSEEDED } from './traffic.ts'

const [, SOME_SEEDS] = SEEDED

/** capacity.md. */
export function capacityPage(report: Report): string {
  const { measured } = report
  return [
    '# Cost and capacity',
    `Written by \`npm run capacity\` from the CPU that [npm run bench](../bench/bench.md) measured on ${measured.date.slice(0, 10)} (${measured.cpuModel}), and from what is [assumed](#what-is-assumed); never by hand. All figures are in [capacity.json](capacity.json).`,
    ...(measured.noise.length === 0
      ? []
      : [
          `**The benchmark was too noisy to conclude from (${measured.noise.join('; ')}): so are these figures.**`,
        ]),
    '## A million digits',
    pricesTable(report),
    'Dollars once all that the plan includes is used; "from the cache" is what is left of them when the Worker does not run.',
    `The free plan (${whole(FREE_PLAN.requestsADay)} requests a day, answers from the cache among them, ${FREE_PLAN.cpuMillisecondsARequest} ms of CPU each) gives ${freeDigits(report)}.`,
    '## The bill',
    `![Dollars a month against requests a day](${COST_FIGURE})`,
    billTable(report),
    'Dollars a month; 0 where the free plan does.',
    '## Where it comes from',
    `![Shares of subscription, requests and CPU](${SHARE_FIGURE})`,
    sourceText(report),
    '## Which lever moves it',
    leverText(report),
    leverTable(report),
    '## Hit rate',
    `![Hit rate against requests a day](${HIT_RATE_FIGURE})`,
    'Zipf’s law of popularity and Che’s approximation of a cache that drops the least recently used. Only requests in the time that a cache keeps an entry count: keeping it ten times as long is the same as ten times the requests. Simulated, request by request:',
    checkTable(report),
    ...capacityParts(report),
    ...assumptionParts(report),
  ].join('\n\n')
}

const pricesTable = ({ prices }: Report): string =>
  markdownTable(
    ['', 'CPU, ms a request', 'dollars a million digits, drawn', 'from the cache'],
    prices.map(({ kind, cpuMilliseconds, drawn, cached }) => [
      kind.title,
      cpuMilliseconds.toFixed(2),
      drawn.toFixed(4),
      cached.toFixed(4),
    ]),
  )

function freeDigits({ largestFreeSheet }: Report): string {
  const requests = FREE_PLAN.requestsADay
  if (largestFreeSheet < 1) return 'nothing: a digit takes more CPU than a request has'
  return `${whole(requests)} digits a day one by one, and ${whole(requests * largestFreeSheet)} by sheets of ${largestFreeSheet}: between the sheets that were measured, the upper quartile of their CPU is interpolated, and rounded down to full passes of the networks`
}

/** What the page shows of all traffic; the figures have the rest. */
const shown = ({ traffic }: Report): readonly Traffic[] =>
  traffic.filter(
    ({ kind, seeding }) =>
      seeding.title === UNSEEDED.title ||
      (seeding.title === SOME_SEEDS.title && kind.name !== 'mixed'),
  )

function billTable(report: Report): string {
  const columns = shown(report)
  return markdownTable(
    ['requests a day', ...columns.map(({ kind, seeding }) => `${kind.title}, ${seeding.title}`)],
    DECADES.map((requestsADay, row) => [
      amount(requestsADay),
      ...columns.map(({ points }) => {
        const point = points[row]
        return point === undefined || point.free ? '0' : dollars(point.bill.total)
      }),
    ]),
  )
}

function sourceText(report: Report): string {
  const included = whole(Math.floor(PAID_PLAN.includedRequests / DAYS_A_MONTH))
  return [
    `Up to ${included} requests a day none is billed: what is paid is the subscription, and CPU beyond what it includes. At ${amount(DECADES.at(-1) ?? NaN)}:`,
    markdownTable(
      ['', 'subscription', 'requests', 'CPU'],
      shown(report).map(({ kind, seeding, points }) => {
        const bill = points.at(-1)?.bill
        const share = (part: keyof Bill) => percentage((bill?.[part] ?? NaN) / (bill?.total ?? NaN))
        const shares = [share('subscription'), share('requests'), share('cpu')]
        return [`${kind.title}, ${seeding.title}`, ...shares]
      }),
    ),
  ].join('\n\n')
}

function leverText({ levers, hitsForAFile, prices }: Report): string {
  const found = (name: Lever['name']) => levers.find((lever) => lever.name === name)
  const saved = (name: Lever['name']) => found(name)?.saved ?? NaN
  // A cache that answers everything saves all CPU: more than code that takes less ever can.
  const strongest = saved('sheets') >= saved('cache') ? 'the number of requests' : 'CPU'
  const sheets = prices.find(({ kind }) => kind.name === SHEETS.name)
  return [
    `The strongest is ${strongest}. More digits a request save ${percentage(saved('sheets'))}; half the CPU saves ${percentage(saved('cpu'))}; no cache can save more than ${percentage(saved('cache'))}, since Cloudflare bills [an answer from it](https://developers.cloudflare.com/workers/cache/#pricing) as a request and spares only its CPU. Of sheets, whose CPU is a larger part, a cache can save ${percentage(1 - (sheets?.cached ?? NaN) / (sheets?.drawn ?? NaN))}. What a browser answers from its own cache is no request: seeded answers are \`immutable\` for a year.`,
    `With the cache on, Cloudflare bills requests of static files too (the script of \`<edge-digit>\`), which are free without it: one costs as much as ${hitsForAFile.toFixed(0)} hits of single digits save. What else a cache gives is latency.`,
  ].join('\n\n')
}

const leverTable = ({ levers }: Report): string =>
  markdownTable(
    [`the same ${whole(LEVER_DIGITS)} digits a day`, 'dollars a month', 'saved'],
    levers.map(({ title, dollars: price, saved }) => [title, dollars(price), percentage(saved)]),
  )

const checkTable = ({ checks, assumptions }: Report): string =>
  markdownTable(
    [
      'seeds',
      'requests a day',
      'formula',
      'simulated, one cache',
      `with one in each of ${assumptions.locations} locations before it`,
    ],
    checks.map(({ title, requestsADay, formula, simulated, simulatedTiers }) => [
      title,
      amount(requestsADay),
      percentage(formula),
      percentage(simulated),
      percentage(simulatedTiers),
    ]),
  )
