/** @file Chart of the loss by epoch. */
import type { Report } from '../report.ts'
import { PLOT_WIDTH, SERIES_COLOURS, type Chart } from './chart.ts'

/** What a run logs of training and of validation differs in more than the digits. */
const WHAT_IS_MEASURED = [
  'training: digits as they are moved, pixels as they are drawn, with dropout, parameters of each step',
  'validation: grey digits, or cut at 0.5 where training cuts them, averaged parameters',
]

/** Negative ELBO of training and validation digits, a panel for each model that has a log. */
export function lossChart({ models }: Report): Chart {
  const logged = models.filter(({ training }) => training.length > 0)
  const values = logged.flatMap(({ name, training: epochs }) =>
    epochs.flatMap(({ epoch, training, validation }) => [
      ...(training === null ? [] : [{ model: name, epoch, set: 'training', loss: training }]),
      { model: name, epoch, set: 'validation', loss: validation },
    ]),
  )
  const ends = logged.map(({ name, training }) => {
    const last = training.at(-1)
    const trained = last?.training ? `${last.training.toFixed(1)} (training) and ` : ''
    return `${name} ends at ${trained}${last?.validation.toFixed(1)} (validation)`
  })
  return {
    title: { text: 'Negative ELBO by epoch', subtitle: [...WHAT_IS_MEASURED, ...ends] },
    data: { values },
    facet: { field: 'model', type: 'nominal', title: null, sort: logged.map(({ name }) => name) },
    columns: 2,
    resolve: { scale: { x: 'independent', y: 'independent' } },
    spec: {
      width: logged.length > 1 ? PLOT_WIDTH / 2 : PLOT_WIDTH,
      height: 260,
      mark: { type: 'line' },
      encoding: {
        x: { field: 'epoch', type: 'quantitative', title: 'epoch', axis: { tickMinStep: 1 } },
        y: {
          field: 'loss',
          type: 'quantitative',
          title: 'negative ELBO (nats an image)',
          scale: { zero: false },
        },
        color: {
          field: 'set',
          type: 'nominal',
          title: null,
          scale: { domain: ['training', 'validation'], range: SERIES_COLOURS },
        },
      },
    },
  }
}
