/** @file The model card's part on completion: what is known of the weights that complete partial images. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { COMPLETION_FILE, readCheckpoint } from '../checkpoint.ts'
import { DataError } from '../data/idx.ts'
import { COMPLETION_REPORT_FILE, type CompletionReport } from './completion-report.ts'
import type { Estimate } from './estimate.ts'
import { markdownTable, plain, whole } from './format.ts'
import { legibilityTable } from './legibility-page.ts'
import { LEGIBILITY_FILE, type Legibility } from './legibility-report.ts'

export interface CompletionCard {
  readonly model: string
  readonly description: string
  readonly sha256: string
  readonly sizes: {
    readonly parameters: number
    readonly bytes: number
    readonly gzipBytes: number
  }
  readonly legibility: Pick<Legibility, 'budget' | 'real' | 'parts' | 'exact'>
  /** -log p(y|x) of the missing pixels, nats an image, and how it was measured. */
  readonly negativeCll: readonly ({ readonly given: string; readonly how: string } & Estimate)[]
}

/**
 * The card of the weights that the Worker bundles.
 *
 * @throws {CheckpointError | DataError} When the weights are not whole, or the figures are of others.
 */
export async function completionCard(
  figures: Legibility,
  report: Pick<CompletionReport, 'models' | 'budget'>,
): Promise<CompletionCard> {
  const { manifest } = await readCheckpoint('weights', COMPLETION_FILE)
  const { model, sha256, parameters, bytes } = manifest
  const { model: measured, sha256: ofWeights, budget, real, parts, exact } = figures
  if (measured !== model || ofWeights !== sha256)
    throw new DataError(
      `${LEGIBILITY_FILE}: figures of ${measured}, SHA-256 ${ofWeights}, expected ${model}, ${sha256}: npm run evaluate -- --task legibility --out docs/completion measures them`,
    )
  const { images, importanceSamples } = report.budget
  const how = `grey pixels, importance sampling, S = ${whole(importanceSamples)}, ${whole(images)} test digits`
  const negativeCll = report.models.flatMap(({ condition, sha256: ofModel, figures: { grey } }) =>
    ofModel === sha256 && grey?.importanceSampled
      ? [{ given: condition, ...grey.importanceSampled, how }]
      : [],
  )
  if (negativeCll.length === 0)
    throw new DataError(
      `${COMPLETION_REPORT_FILE}: no figures of ${model} on grey pixels: npm run evaluate -- --task completion --weights weights --add --out docs/completion measures them`,
    )
  return {
    model,
    description: 'Conditional variational autoencoder that completes a partial image of a digit',
    sha256,
    sizes: {
      parameters,
      bytes,
      gzipBytes: gzipSync(readFileSync(`weights/${COMPLETION_FILE}.bin`)).length,
    },
    legibility: { budget, real, parts, exact },
    negativeCll,
  }
}

/** Its section of the page. */
export const completionSection = ({
  model,
  sizes,
  sha256,
  legibility,
  negativeCll,
}: CompletionCard): string =>
  [
    `\`/complete\` draws with the weights \`${model}\`: ${whole(sizes.parameters)} parameters in ${whole(sizes.bytes)} bytes, ${whole(sizes.gzipBytes)} gzipped, SHA-256 \`${sha256}\`; all options of their training are in \`weights/complete.json\`. How often the judge reads a completion as the label of the test digit whose part was given, and how far completions of one part differ ([how](completion/legibility.md)):`,
    legibilityTable(legibility),
    `From a part alone the label is not always certain: whoever needs a certain one tells it. Of ${whole(legibility.budget.randomCompletions)} completions of random masks at 28 x 28 pixels, ${whole(legibility.exact)} had every observed pixel as it was. How well the weights know what is missing; networks of one condition each are in [completion.md](completion/completion.md):`,
    markdownTable(
      ['given', 'negative conditional log-likelihood of the missing pixels', 'how'],
      negativeCll.map(({ given, how, ...estimate }) => [given, `${plain(estimate)} nats`, how]),
    ),
  ].join('\n\n')
