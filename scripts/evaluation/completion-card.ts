/** @file The model card's part on completion: what is known of the weights that complete partial images. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { COMPLETION_FILE, readCheckpoint } from '../checkpoint.ts'
import { DataError } from '../data/idx.ts'
import { whole } from './format.ts'
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
  readonly legibility: Pick<Legibility, 'real' | 'parts' | 'exact'>
}

/**
 * The card of the weights that the Worker bundles.
 *
 * @throws {CheckpointError | DataError} When the weights are not whole, or the figures are of others.
 */
export async function completionCard(figures: Legibility): Promise<CompletionCard> {
  const { manifest } = await readCheckpoint('weights', COMPLETION_FILE)
  const { model, sha256, parameters, bytes } = manifest
  const { model: measured, sha256: ofWeights, real, parts, exact } = figures
  if (measured !== model || ofWeights !== sha256)
    throw new DataError(
      `${LEGIBILITY_FILE}: figures of ${measured}, SHA-256 ${ofWeights}, expected ${model}, ${sha256}: npm run evaluate -- --task legibility --out docs/completion measures them`,
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
    legibility: { real, parts, exact },
  }
}

/** Its section of the page. */
export const completionSection = ({ model, sizes, sha256, legibility }: CompletionCard): string =>
  [
    `\`/complete\` draws with the weights \`${model}\`: ${whole(sizes.parameters)} parameters in ${whole(sizes.bytes)} bytes, ${whole(sizes.gzipBytes)} gzipped, SHA-256 \`${sha256}\`; all options of their training are in \`weights/complete.json\`. How often the judge reads a completion as the label of the test digit whose part was given, and how far completions of one part differ ([how](completion/legibility.md)):`,
    legibilityTable(legibility),
  ].join('\n\n')
