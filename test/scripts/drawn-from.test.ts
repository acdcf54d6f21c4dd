import { describe, expect, it } from 'vitest'
import { fromLabels, fromParts } from '../../scripts/training/guidance/drawn-from.ts'
import { Guidance } from '../../scripts/training/guidance/guidance.ts'
import type { CvaeConfiguration } from '../../src/networks/configuration.ts'
import { cvaeNetworks } from '../../src/networks/cvae.ts'
import { memory, mul, tensor1d, zeros, type Rank } from '../../src/tensor/ops.ts'
import { SEEN } from '../networks/two-by-two.ts'
import { randomParameters, TINY_GAUSSIAN } from '../networks/tiny.ts'

const configuration: CvaeConfiguration = {
  ...TINY_GAUSSIAN,
  condition: 'any mask',
  baseline: [4],
}
const networks = cvaeNetworks(randomParameters, configuration)
/** Label 0 is bright above, label 1 below. */
const training = {
  rows: 2,
  columns: 2,
  labelCount: 2,
  images: Uint8Array.of(255, 255, 0, 0, 0, 0, 255, 255),
  labels: Uint8Array.of(0, 1),
}
const images = [Uint32Array.of(0), Uint32Array.of(1)]
const labels = Uint32Array.from({ length: 40 }, (_, digit) => digit % 2)
const parts = (seed: string) => fromParts(configuration, networks, training, labels, images, seed)

describe('digits that guidance draws from parts', () => {
  it('are two of each label at least, however many workers share them', () => {
    const share = { index: 0, workers: 100, options: { legibleFrom: 1 } }
    const { x } = new Guidance(configuration, training, [], share).drawnFrom(networks, '0')
    expect(x.shape[0]).toBe(2 * 2)
  })

  it('keep what is given of an image of their label, and have the label in one x of five', () => {
    const { x, levels } = parts('0')
    const rows = x.arraySync()
    const drawn = levels(zeros<Rank.R2>([40, 4])).arraySync()
    let [given, told] = [0, 0]
    rows.forEach((row, digit) => {
      const label = digit % 2
      for (let pixel = 0; pixel < 4; pixel++) {
        const isGiven = row[4 + pixel] === SEEN
        given += Number(isGiven)
        expect(drawn[digit]?.[pixel]).toBe(
          isGiven ? (training.images[4 * label + pixel] ?? NaN) / 255 : 0.5,
        )
      }
      const code = row.slice(8)
      expect([[0, 0], label === 0 ? [1, 0] : [0, 1]]).toContainEqual(code)
      told += Number(code[label] === 1)
    })
    expect(given).toBeGreaterThan(20)
    expect(given).toBeLessThan(140)
    expect(told).toBeGreaterThan(1)
    expect(told).toBeLessThan(17)
  })

  it('are every second time a left half, else of any mask', () => {
    const masks = parts('0')
      .x.arraySync()
      .map((row) => row.slice(4, 8).map((value) => Number(value === SEEN)))
    const [others, halves] = [0, 1].map((parity) =>
      masks.filter((_, digit) => digit % 2 === parity),
    )
    expect(halves).toHaveLength(20)
    for (const half of halves ?? []) expect(half).toEqual([1, 0, 1, 0])
    expect(new Set(others?.map(String)).size).toBeGreaterThan(5)
  })

  it('are others for another seed, and leave no tensor', () => {
    const before = memory().numTensors
    const [one, same, other] = [parts('0'), parts('0'), parts('1')]
    expect(same.x.arraySync()).toEqual(one.x.arraySync())
    expect(other.x.arraySync()).not.toEqual(one.x.arraySync())
    for (const each of [one, same, other]) each.dispose()
    expect(memory().numTensors).toBe(before)
  })

  it('are made less often misread, where those of labels get their cross-entropy beyond what is legible', () => {
    const crossEntropies = tensor1d(
      Array.from(labels, (_, digit) => [0, Math.log(2), 50][digit % 3] ?? NaN),
    )
    const expected = parts('0').illegibility(crossEntropies).arraySync()
    // By any mask first, which counts a quarter.
    ;[0, 0.5, 0.25, 0, 0.125, 1].forEach((error, digit) =>
      expect(expected[digit]).toBeCloseTo(error, 6),
    )
    const ofLabels = (legibleFrom: number) => {
      const { x, illegibility } = fromLabels(TINY_GAUSSIAN, labels, legibleFrom)
      expect(mul(x, 1).shape).toEqual([40, 2])
      return [...illegibility(crossEntropies).dataSync()]
    }
    expect(fromLabels(TINY_GAUSSIAN, labels, 1).illegibility(crossEntropies)).toBe(crossEntropies)
    const beyond = ofLabels(0.75)
    ;[0, Math.log(1.5), 50 + Math.log(0.75)].forEach((expectedNats, digit) =>
      expect(beyond[digit]).toBeCloseTo(expectedNats, 5),
    )
  })
})
