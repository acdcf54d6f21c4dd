import { describe, expect, it } from 'vitest'
import { accuracy, classify } from '../../scripts/classifier/classify.ts'
import type {
  ClassifierConfiguration,
  ClassifierOptions,
} from '../../scripts/classifier/configuration.ts'
import { crossEntropy } from '../../scripts/classifier/cross-entropy.ts'
import { dropout } from '../../scripts/classifier/dropout.ts'
import { classifierActivations, classifierNetwork } from '../../scripts/classifier/network.ts'
import { trainClassifier } from '../../scripts/classifier/train.ts'
import type { FitEpoch } from '../../scripts/training/fit.ts'
import { readTraining } from '../../scripts/data/dataset.ts'
import type { ParameterSource } from '../../src/networks/parameters.ts'
import { memory, sum, tensor, tensor2d, type Tensor2D } from '../../src/tensor/ops.ts'
import { expectGradientToAgree } from '../networks/gradients.ts'
import { randomParameters } from '../networks/tiny.ts'
import { stripes, writeDataset } from './datasets.ts'

const { training } = readTraining(
  writeDataset(stripes({ count: 240, rows: 8, columns: 7, labels: 4 })),
)
const configuration: ClassifierConfiguration = {
  image: { rows: 8, columns: 7 },
  labels: 4,
  convolutions: [
    { kernel: 3, stride: 1, channels: 4, pool: 2 },
    { kernel: 2, stride: 1, channels: 6, pool: 1 },
  ],
  dense: [16],
}
const options: ClassifierOptions = {
  seed: '0',
  epochs: 6,
  batch: 20,
  peakLearningRate: 1e-2,
  finalShare: 0.02,
  warmUpSteps: 5,
  dropout: 0.1,
  averageDecay: 0.9,
}

describe('crossEntropy', () => {
  it('is -log of the softmax, by hand', () => {
    // Softmax of (0, log 3) is (1/4, 3/4).
    const logits = tensor2d([
      [0, Math.log(3)],
      [5, 5 + Math.log(3)],
    ])
    const x = tensor2d([
      [1, 0],
      [0, 1],
    ])
    const [first = NaN, second = NaN] = crossEntropy(logits, x).arraySync()
    expect(first).toBeCloseTo(Math.log(4), 5)
    expect(second).toBeCloseTo(Math.log(4 / 3), 5)
  })

  it('stays finite for a label that is all but impossible, and has its gradient', () => {
    const x = tensor2d([[1, 0, 0]])
    expect(crossEntropy(tensor2d([[-300, 300, 0]]), x).arraySync()[0]).toBeCloseTo(600, 3)
    expectGradientToAgree((l) => sum(crossEntropy(l as Tensor2D, x)), [tensor2d([[0.3, -1, 2]])])
  })
})

describe('dropout', () => {
  const ones = tensor2d(new Float32Array(4000).fill(1), [40, 100])

  it('leaves units out at its rate, and scales the others up to the same mean', () => {
    const kept = Array.from(dropout(ones, 0.75, 'a').dataSync())
    expect(new Set(kept)).toEqual(new Set([0, 4]))
    expect(kept.reduce((a, b) => a + b, 0) / 4000).toBeCloseTo(1, 1)
    expect(dropout(ones, 0, 'a')).toBe(ones)
  })

  it('depends on its seed alone', () => {
    expect(dropout(ones, 0.5, 'a').dataSync()).toEqual(dropout(ones, 0.5, 'a').dataSync())
    expect(dropout(ones, 0.5, 'b').dataSync()).not.toEqual(dropout(ones, 0.5, 'a').dataSync())
  })
})

describe('the network', () => {
  it('convolves, takes maxima, rectifies and reads, by hand', () => {
    const values: Record<string, number[]> = {
      'convolution/0/kernel': [1, -1], // a pixel, negated in the second channel
      'convolution/0/bias': [0, 0.75],
      'dense/0/kernel': [1, 0, 0, 1],
      'dense/0/bias': [0, -0.25],
      'dense/1/kernel': [2, 1, 0, -4],
      'dense/1/bias': [0, 0.5],
    }
    const parameter: ParameterSource = (name, shape) => tensor(values[name] ?? [], [...shape])
    const network = classifierNetwork(parameter, {
      image: { rows: 2, columns: 2 },
      labels: 2,
      convolutions: [{ kernel: 1, stride: 1, channels: 2, pool: 2 }],
      dense: [2],
    })
    const images = tensor2d([[1, 0.5, 0.25, 0.75]])
    const read = classifierActivations(network, images, { differentiated: 'parameters' })
    // Largest pixel 1; largest of 0.75 - pixel 0.5.
    expect(read.features.arraySync()).toEqual([[1, 0.25]])
    expect(read.logits.arraySync()).toEqual([[2, 0.5]])
  })

  it.each([1, 2])('has a gradient by its images, at stride %i', (stride) => {
    const network = classifierNetwork(randomParameters, {
      ...configuration,
      convolutions: [{ kernel: 3, stride, channels: 2, pool: 1 }],
    })
    const images = tensor2d(
      Array.from({ length: 56 }, (_, pixel) => ((pixel * 29) % 56) / 56),
      [1, 56],
    )
    expectGradientToAgree(
      (at) => {
        const pass = { differentiated: 'images' } as const
        return sum(classifierActivations(network, at as Tensor2D, pass).logits)
      },
      [images],
    )
  })

  it('is refused when its convolutions leave no pixel', () => {
    const convolutions = [{ kernel: 3, stride: 2, channels: 1, pool: 4 }]
    expect(() => classifierNetwork(randomParameters, { ...configuration, convolutions })).toThrow(
      /leave 0 x 0 of 8 x 7 pixels/,
    )
  })
})

describe('training', () => {
  const reports: FitEpoch[] = []
  const trained = trainClassifier(configuration, training, options, (report) =>
    reports.push(report),
  )

  it('learns to read, and reports each epoch', () => {
    expect(reports.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6])
    const [first, last] = [reports[0], reports.at(-1)] as [FitEpoch, FitEpoch]
    expect(first.loss).toBeLessThan(2 * Math.log(4))
    expect(last.loss).toBeLessThan(first.loss / 4)
    expect(accuracy(trained.classifier, training)).toBeGreaterThan(0.95)
  })

  it('gives the same bytes for the same seed, others for another or without dropout', () => {
    const again = trainClassifier(configuration, training, options)
    expect(again.parameters).toEqual(trained.parameters)
    const other = trainClassifier(configuration, training, { ...options, seed: '1' })
    expect(other.parameters).not.toEqual(trained.parameters)
    const whole = trainClassifier(configuration, training, { ...options, dropout: 0 })
    expect(whole.parameters).not.toEqual(trained.parameters)
  })

  it('moves images where it is told to, and leaves those that it was given', () => {
    const before = training.images.slice()
    const shifted = () => trainClassifier(configuration, training, { ...options, shift: 1 })
    const { parameters } = shifted()
    expect(parameters).not.toEqual(trained.parameters)
    expect(shifted().parameters).toEqual(parameters)
    expect(training.images).toEqual(before)
  })

  it('keeps the number of tensors from epoch to epoch', () => {
    const counts: number[] = []
    trainClassifier(configuration, training, options, () => counts.push(memory().numTensors))
    expect(new Set(counts).size).toBe(1)
  })

  it('stops when the loss is not finite', () => {
    expect(() =>
      trainClassifier(configuration, training, { ...options, peakLearningRate: 1e30 }),
    ).toThrow(/loss is NaN, expected a finite one/)
  })

  describe('classify', () => {
    it('reads in batches what it reads one by one, and leaves no tensors', () => {
      const { classifier } = trained
      const before = memory().numTensors
      const count = 600 // batches of 250, the last smaller
      const images = new Uint8Array(count * 56).map((_, at) => training.images[at % 5000] ?? 0)
      const all = classify(classifier, images, count)
      expect(all).toMatchObject({ units: 16, labels: { length: 600 }, features: { length: 9600 } })
      for (const index of [0, 251, 599]) {
        const one = classify(classifier, images.subarray(index * 56, (index + 1) * 56), 1)
        expect(all.labels[index]).toBe(one.labels[0])
        one.features.forEach((value, unit) =>
          expect(all.features[index * 16 + unit]).toBeCloseTo(value, 5),
        )
      }
      expect(memory().numTensors).toBe(before)
    })

    it('refuses other than the number of images', () => {
      expect(() => classify(trained.classifier, new Uint8Array(56), 2)).toThrow(
        /56 pixels, expected 112: 2 images of 8 x 7/,
      )
    })
  })
})
