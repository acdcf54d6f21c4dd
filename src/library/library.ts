/**
 * @file The sampler as a library. It has no code of a platform: `npm run build:library` turns
 * the imports of bytes, here and in src/tensor, into reading the files beside the built
 * module, as wrangler's rules bundle them for the Worker.
 */
import card from '../../weights/card.json'
import completeWeights from '../../weights/complete.bin'
import completeManifest from '../../weights/complete.json'
import weights from '../../weights/digits.bin'
import manifest from '../../weights/digits.json'
import { loadVerified } from '../checkpoint/checkpoint.ts'
import { createApp } from '../http/app.ts'
import { MAX_SIZE_PIXELS, MAX_TEMPERATURE } from '../http/limits.ts'
import { drawableSize, longerSide } from '../networks/sizes.ts'
import { renderPng } from '../rendering/picture.ts'
import { Completer } from '../sampling/completer.ts'
import { DigitSampler } from '../sampling/sampler.ts'
import { startBackend } from '../tensor/workers-backend.ts'
import type { createDigits as declared, DigitDrawing, DigitPicture } from './index.d.ts'

export { encodePartialImage } from './encoder.ts'

export const createDigits: typeof declared = async () => {
  await startBackend()
  const sampler = new DigitSampler(await loadVerified(manifest, weights))
  const completion = new Completer(await loadVerified(completeManifest, completeWeights))
  const { configuration } = sampler
  const [ownSize, maxSize] = [
    longerSide(configuration),
    drawableSize(configuration, MAX_SIZE_PIXELS),
  ]

  function logits({ seed, temperature = 1, ...drawing }: DigitDrawing) {
    requireSeed(seed)
    const { label = sampler.labelOf(seed) } = drawing
    requireNumber('label', label, 'an integer', 0, configuration.labels - 1)
    requireNumber('temperature', temperature, 'a number', 0, MAX_TEMPERATURE)
    const [digit] = sampler.sample([{ label, seed, temperature }])
    if (digit === undefined) throw new Error('The sampler drew no digit, expected one')
    // Of its own: the sampler's array is a view of a batch.
    return digit.slice()
  }

  function png({ size = ownSize, invert = false, ...drawing }: DigitPicture) {
    requireNumber('size', size, 'an integer', ownSize, maxSize)
    requireBoolean('invert', invert)
    return renderPng(logits(drawing), configuration.image, { size, invert })
  }

  const app = createApp([{ name: 'v1', sampler, completion, card }])
  const fetch = async (path: string, init?: RequestInit) => app.request(path, init)
  return { model: sampler.model, png, logits, fetch }
}

// What programs without types may give: unchecked, it would be drawn as if something else had been given.

/**
 * A number would be another seed than the same digits in a URL; halves of surrogate pairs, which no URL has, would
 * all be one seed.
 *
 * @throws {RangeError}
 */
function requireSeed(seed: unknown): void {
  if (typeof seed !== 'string' || seed === '')
    throw new RangeError(
      `Got ${seed === '' ? 'an empty seed' : `a seed of type ${typeof seed}`}, expected a text of a character or more`,
    )
  if (!seed.isWellFormed())
    throw new RangeError(`Got seed ${told(seed)}, expected a text of Unicode characters`)
}

/** @throws {RangeError} */
function requireNumber(
  name: string,
  value: unknown,
  kind: 'an integer' | 'a number',
  least: number,
  most: number,
): void {
  const isNumber = typeof value === 'number' && (kind === 'a number' || Number.isInteger(value))
  if (!isNumber || !(value >= least && value <= most))
    throw new RangeError(`Got ${name} ${told(value)}, expected ${kind} from ${least} to ${most}`)
}

/** @throws {RangeError} */
function requireBoolean(name: string, value: unknown): void {
  if (typeof value !== 'boolean')
    throw new RangeError(`Got ${name} ${told(value)}, expected true or false`)
}

/** A text in quotation marks: '7' is no 7. */
const told = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : String(value)
