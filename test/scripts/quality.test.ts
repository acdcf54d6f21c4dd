import { describe, expect, it } from 'vitest'
import { loadJudge } from '../../scripts/classifier/judge.ts'
import { imagesAt } from '../../scripts/data/batches.ts'
import { readTest, readTraining } from '../../scripts/data/dataset.ts'
import type { LabelledImages } from '../../scripts/data/labelled-images.ts'
import { someDigits } from '../../scripts/evaluation/digits.ts'
import { agreementOf, qualityOf, readDigits } from '../../scripts/evaluation/quality.ts'
import { accuracyAfterTraining } from '../../scripts/evaluation/synthetic.ts'

const judge = await loadJudge()
const everyTest = readTest(undefined, { image: { rows: 28, columns: 28 }, labels: 10 })
const test = someDigits(everyTest, 300, 'test', '0')
const reading = readDigits(judge, test)

/** The first digit of each label, thirty times. */
const copies = imagesAt(
  test,
  Uint32Array.from({ length: 300 }, (_, row) => test.labels.indexOf(row % 10)),
)

const mislabelled = (digits: LabelledImages): LabelledImages => ({
  ...digits,
  labels: digits.labels.map((label) => (label + 1) % digits.labelCount),
})

describe('the quality of digits', () => {
  it('is perfect of the test digits themselves', () => {
    const { agreement, labels, frechet, ...neighbours } = qualityOf(judge, test, reading, 300)
    // The judge reads 99.45 % of all test digits.
    expect(agreement.value).toBeGreaterThan(0.97)
    expect(labels).toHaveLength(10)
    for (const { value } of labels) expect(value).toBeGreaterThan(0.8)
    expect(Math.abs(frechet.value)).toBeLessThan(1e-2)
    const { precision, recall, density, coverage } = neighbours
    expect([precision.value, recall.value, coverage.value]).toEqual([1, 1, 1])
    // Each is in its own ball, and in those of five others on average.
    expect(density.value).toBeCloseTo(6 / 5, 2)
  })

  it('has precision of copies of ten digits, recall of the ten alone', () => {
    const { agreement, frechet, ...neighbours } = qualityOf(judge, copies, reading, 300)
    expect(agreement.value).toBeGreaterThan(0.8)
    expect(frechet.value).toBeGreaterThan(4 * frechet.standardError)
    const { precision, recall, coverage } = neighbours
    expect(precision.value).toBe(1)
    expect(recall.value).toBeLessThanOrEqual(10 / 300)
    expect(coverage.value).toBeLessThan(0.5)
  })

  it('has no agreement of digits with labels that are not theirs', () => {
    expect(agreementOf(reading, mislabelled(test)).agreement.value).toBeLessThan(0.03)
  })
})

describe('the accuracy after training', () => {
  const digits = someDigits(readTraining().training, 1000, 'training', '0')

  it('on some real digits is above chance, on wrong labels below', () => {
    const right = accuracyAfterTraining(digits, test, 3)
    expect(right.value - 0.1).toBeGreaterThan(4 * right.standardError)
    const wrong = accuracyAfterTraining(mislabelled(digits), test, 3)
    expect(wrong.value).toBeLessThan(0.1)
  })
})
