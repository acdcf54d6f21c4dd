/** @file What the parts of the paper's model are worth: small networks that are alike in all but one of them. */
import {
  estimatorsOf,
  PROTOCOLS,
  type CompletionReport,
  type Protocol,
} from './completion-report.ts'
import { markdownTable, NOT_MEASURED } from './format.ts'

/** What the others are compared with; `small-cvae-one-scale` and the like have another part each. */
const WHOLE = 'small-cvae'

/** Names of models of one quadrant: the network and its pixels. */
const NAME = /^small-(?:cvae-)?(?<part>.+)-(?<pixels>grey|threshold)-1$/

/** How much worse each is than the whole model by importance sampling, nats; empty where none is in the report. */
export function ablationTable(report: CompletionReport): string {
  const models = report.models.filter((model) => estimatorsOf(model).includes('importanceSampled'))
  const likelihood = (name: string, protocol: Protocol) =>
    models.find((model) => model.name === `${name}-${protocol}-1`)?.figures[protocol]
      ?.importanceSampled?.value
  const parts = new Set(
    models
      .flatMap(({ name }) => NAME.exec(name)?.groups?.['part'] ?? [])
      .filter((part) => part !== 'cvae'),
  )
  const rows = [...parts].flatMap((part) => {
    const cells = PROTOCOLS.map((protocol) => {
      const whole = likelihood(WHOLE, protocol)
      const changed =
        likelihood(`${WHOLE}-${part}`, protocol) ?? likelihood(`small-${part}`, protocol)
      return whole === undefined || changed === undefined ? NOT_MEASURED : signed(changed - whole)
    })
    return cells.every((cell) => cell === NOT_MEASURED)
      ? []
      : [[part.replaceAll('-', ' '), ...cells]]
  })
  return rows.length === 0 ? '' : markdownTable(['1 quadrant', 'grey', 'cut at 0.5'], rows)
}

const signed = (nats: number): string => `${nats < 0 ? '' : '+'}${nats.toFixed(1)}`
