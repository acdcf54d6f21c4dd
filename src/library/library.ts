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
import { MAX_TEMPERATURE } from '../http/limits.ts'
import type { CvaeConfiguration } from '../networks/configuration.ts'
import { longerSide } from '../networks/sizes.ts'
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

  function logits({ seed, temperature = 1, ...drawing }: DigitDrawing) {
    requireSeed(seed)
    const label = drawing.label ?? sampler.labelOf(seed)
    requireDrawable(configuration, label, temperature)
    const [digit] = sampler.sample([{ label, seed, temperature }])
    if (digit === undefined) throw new Error('The sampler drew no digit, expected one')
    // Of its own: the sampler's array is a view of a batch.
    return digit.slice()
  }

  function png({ size = longerSide(configuration), invert = false, ...drawing }: DigitPicture) {
    requireSize(configuration, size)
    return renderPng(logits(drawing), configuration.image, { size, invert })
  }

  const app = createApp([{ name: 'v1', sampler, completion, card }])
  const fetch = async (path: string, init?: RequestInit) => app.request(path, init)
  return { model: sampler.model, png, logits, fetch }
}

/**
 * A program without types may give a number: it would be another seed than the same digits in a URL.
 *
 * @throws {RangeError}
 */
function requireSeed(seed: unknown): void {
  if (typeof seed !== 'string' || seed === '')
    throw new RangeError(
      `Got ${seed === '' ? 'an empty seed' : `a seed of type ${typeof seed}`}, expected a text of a character or more`,
    )
}

/** @throws {RangeError} */
function requireDrawable({ labels }: CvaeConfiguration, label: number, temperature: number): void {
  if (!Number.isInteger(label) || label < 0 || label >= labels)
    throw new RangeError(`Got label ${label}, expected an integer from 0 to ${labels - 1}`)
  if (!(temperature >= 0 && temperature <= MAX_TEMPERATURE))
    throw new RangeError(
      `Got temperature ${temperature}, expected a number from 0 to ${MAX_TEMPERATURE}`,
    )
}

/** @throws {RangeError} */
function requireSize(configuration: CvaeConfiguration, size: number): void {
  const least = longerSide(configuration)
  if (!Number.isInteger(size) || size < least)
    throw new RangeError(`Got size ${size}, expected an integer of ${least} or more`)
}
