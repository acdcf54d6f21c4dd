/** @file The families of completion's models: what each is, and how it was trained. */
import type { CompletionReport, EvaluatedCompletion } from './completion-report.ts'
import { markdownTable } from './format.ts'

/** `cvae-2` of 2 quadrants and `cvae-3` of 3 are of one family. */
export const familyOf = ({ name, condition }: Pick<EvaluatedCompletion, 'name' | 'condition'>) =>
  name.endsWith(endingOf(condition)) ? name.slice(0, -endingOf(condition).length) : name

/** Of the name of a family's member. */
export const endingOf = (condition: EvaluatedCompletion['condition']): string =>
  `-${condition.slice(0, 1)}`

/** Models by family, in order. */
export const familiesOf = (
  models: readonly EvaluatedCompletion[],
): ReadonlyMap<string, readonly EvaluatedCompletion[]> => Map.groupBy(models, familyOf)

/** A row for each family. */
export function familyTable({ models }: CompletionReport): string {
  const rows = [...familiesOf(models)].map(([family, members]) => {
    const [{ configuration, options }] = members as [EvaluatedCompletion]
    const { prior, latent, compact, condition, scales } = configuration
    const omission = Number(options['omission'] ?? 0)
    return [
      family,
      ofEach(members, (runs) => [...new Set(runs.map(objectiveOf))].join(', then ')),
      different(members.map(widthsText)),
      `${prior.kind}, ${latent}`,
      compact ? 'observed pixels' : condition === 'any mask' ? 'any mask' : 'image and mask',
      String(scales),
      omission === 0 ? 'none' : `${100 * omission} %`,
      ofEach(members, (runs) =>
        runs.map((run) => epochsText(run, runs.at(-1)?.['pixels'])).join(', then '),
      ),
    ]
  })
  return markdownTable(
    ['family', 'objective', 'hidden widths', 'prior, latent', 'x', 'scales', 'omitted', 'epochs'],
    rows,
  )
}

/** Options of a run: of a model's, or of one that it went on from. */
type RunOptions = EvaluatedCompletion['options']

/** Hidden widths of baseline, recognition, prior and generation network. */
function widthsText({ configuration }: EvaluatedCompletion): string {
  const { baseline = [], recognition, generation, prior } = configuration
  const widths = [baseline, recognition, 'hidden' in prior ? prior.hidden : [], generation]
  return widths.map((hidden) => hidden.join(' ') || 'none').join(' / ')
}

const objectiveOf = ({ objective, klWeight = 1 }: RunOptions): string =>
  klWeight === 1 ? String(objective) : `${String(objective)} with the KL ${String(klWeight)} times`

/**
 * Epochs, in how many of them images are moved and how, and those of fine-tuning.
 *
 * @param pixels Of the model: a run that it went on from may have learned others.
 */
function epochsText(options: RunOptions, pixels: unknown): string {
  const number = (name: string) => Number(options[name] ?? 0)
  const [epochs, fineTuning] = [number('epochs'), number('fineTuneEpochs')]
  const contrast = number('distortedContrast')
  const distortion = [
    ...(options['normalized'] === true ? ['normalized'] : []),
    'distortion',
    ...(contrast > 1 ? [`with the contrast ${contrast} times`] : []),
  ].join(' ')
  const ways = [
    ...(number('shift') > 0 ? ['shift'] : []),
    ...(number('distortion') > 0 ? [distortion] : []),
  ]
  return [
    options['pixels'] === pixels
      ? String(epochs)
      : `${epochs} of ${String(options['pixels'])} pixels`,
    ...(ways.length === 0
      ? []
      : [`${ways.join(' and ')} in ${epochs - number('unshiftedEpochs')}`]),
    ...(fineTuning === 0 ? [] : [`and ${fineTuning} more, of fine-tuning guided by classifiers`]),
  ].join(', ')
}

/** What is told of each member's runs, one after the other where the members differ. */
function ofEach(
  members: readonly EvaluatedCompletion[],
  textOf: (runs: readonly RunOptions[]) => string,
): string {
  return different(members.map(({ before = [], options }) => textOf([...before, options])))
}

/** What members do not share has a semicolon between. */
const different = (texts: readonly string[]): string => [...new Set(texts)].join('; ')
