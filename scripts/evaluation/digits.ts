/** @file The digits that are measured: real ones, black and white or grey, and drawn ones as they are served. */
import { longerSide } from '../../src/networks/sizes.ts'
import { renderAt } from '../../src/rendering/upsample.ts'
import { seededNoise } from '../../src/sampling/noise.ts'
import type { DigitRequest, DigitSampler } from '../../src/sampling/sampler.ts'
import { imagesAt, shuffledIndices } from '../data/batches.ts'
import type { TrainingData } from '../data/dataset.ts'
import type { LabelledImages } from '../data/labelled-images.ts'
import { withCutPixels, withDrawnPixels } from '../data/pixels.ts'
import type { Estimate } from './estimate.ts'
import { shareEstimate } from './statistics.ts'

/** The targets of a likelihood. */
export type PixelKind = 'grey' | 'dynamic' | 'threshold'

/**
 * Test digits as grey expectations, as one Bernoulli draw of each pixel, or cut at 0.5.
 *
 * @param seed Of the Bernoulli draws.
 */
export function withPixels(data: LabelledImages, kind: PixelKind, seed: string): LabelledImages {
  if (kind === 'grey') return data
  return kind === 'dynamic' ? withDrawnPixels(data, seed) : withCutPixels(data)
}

/** All training digits: those that were trained on, then those kept for validation. */
export function trainingDigits({ training, validation }: TrainingData): LabelledImages {
  const joined = (part: 'images' | 'labels') => {
    const all = new Uint8Array(training[part].length + validation[part].length)
    all.set(training[part])
    all.set(validation[part], training[part].length)
    return all
  }
  return { ...training, images: joined('images'), labels: joined('labels') }
}

/** A random choice of `count` digits in random order, or all of them. */
export function someDigits(
  data: LabelledImages,
  count: number,
  purpose: string,
  seed: string,
): LabelledImages {
  const order = shuffledIndices(data.labels.length, purpose, seed).subarray(0, count)
  return imagesAt(data, order)
}

/**
 * Digits of every label in turn, the grey levels those of the PNG at the model's own size.
 * Each has noise of its own.
 *
 * @param count A multiple of the number of labels.
 * @param purpose Of the digits: another one gives other digits.
 */
export function drawnDigits(
  sampler: DigitSampler,
  count: number,
  temperature: number,
  purpose: string,
  seed: string,
): LabelledImages {
  const { image, labels: labelCount } = sampler.configuration
  const size = image.rows * image.columns
  const labels = Uint8Array.from({ length: count }, (_, index) => index % labelCount)
  const images = new Uint8Array(count * size)
  // In parts: the logits of 60,000 digits at once would take 190 MB.
  for (let start = 0; start < count; start += DRAWN_AT_ONCE) {
    const end = Math.min(count, start + DRAWN_AT_ONCE)
    const requests = requestsOf(labelCount, start, end, temperature, `${purpose} ${seed}`)
    sampler.sample(requests).forEach((logits, index) => {
      const { levels } = renderAt({ logits, ...image }, longerSide(sampler.configuration))
      images.set(levels, (start + index) * size)
    })
  }
  return { ...image, labelCount, images, labels }
}

const DRAWN_AT_ONCE = 2000

/** Of the digits with the numbers from `start` to before `end`. */
const requestsOf = (
  labelCount: number,
  start: number,
  end: number,
  temperature: number,
  seed: string,
): DigitRequest[] =>
  Array.from({ length: end - start }, (_, index) => ({
    label: (start + index) % labelCount,
    seed: `${seed}/${start + index}`,
    temperature,
  }))

/** The share of the digits of {@link drawnDigits} whose noise the acceptance network refuses; 0 without one. */
export function refusedShare(
  sampler: DigitSampler,
  count: number,
  temperature: number,
  purpose: string,
  seed: string,
): Estimate {
  const { labels } = sampler.configuration
  const requests = requestsOf(labels, 0, count, temperature, `${purpose} ${seed}`)
  const digits = requests.map((request) => ({
    label: request.label,
    noise: seededNoise(request.seed, sampler.noiseForm, temperature),
  }))
  const accepted = sampler.acceptedLatents(digits)
  const refused = sampler.latents(digits).filter((z, index) => !isEqual(z, accepted[index]))
  return shareEstimate(refused.length, count)
}

const isEqual = (z: Float32Array, other: Float32Array | undefined): boolean =>
  z.every((value, unit) => value === other?.[unit])
