import { describe, expect, it } from 'vitest'
import { servedSampler } from '../../scripts/checkpoint.ts'
import { TRANSPARENT } from '../../src/rendering/colours.ts'
import { BLACK_ON_WHITE, WHITE_ON_BLACK } from '../../src/rendering/inks.ts'
import { paint } from '../../src/rendering/paint.ts'
import { gridScene, numberScene, type Scene } from '../../src/rendering/scene.ts'
import { renderSvg } from '../../src/rendering/svg.ts'
import { rasterizeSvg } from './decoders.ts'
import { BLANK, block, IMAGE, RING } from './digits.ts'

const sampler = await servedSampler()
const digitsOf = (seed: string, temperature: number) =>
  sampler.sample(Array.from({ length: 10 }, (_, label) => ({ label, seed, temperature })))

const alone = (logits: Float32Array, size: number, padding = 0) =>
  gridScene([logits], IMAGE, { size, columns: 1, padding, gap: 0 })

const whiteSvg = (scene: Scene) => renderSvg(scene, { inks: WHITE_ON_BLACK, title: 'test' })

/** Part of the pixels that are ink in one format and paper in the other. */
function difference(scene: Scene): number {
  const { levels } = paint(scene)
  const { rgba } = rasterizeSvg(whiteSvg(scene))
  expect(rgba).toHaveLength(4 * levels.length)
  const different = levels.filter((level, pixel) => level >= 128 !== (rgba[4 * pixel] ?? 0) >= 128)
  return different.length / levels.length
}

describe('renderSvg', () => {
  it.each([
    { seed: 'ada', temperature: 1 },
    { seed: '1', temperature: 2 },
  ])('shows the drawing of the PNG: seed $seed, temperature $temperature', (style) => {
    for (const logits of digitsOf(style.seed, style.temperature)) {
      expect(difference(alone(logits, 512))).toBeLessThan(0.01)
      expect(whiteSvg(alone(logits, 512)).length).toBeLessThan(4000)
    }
  })

  it('shows the hole of a ring, and a block that touches the edges', () => {
    expect(difference(alone(RING, 512))).toBeLessThan(0.005)
    expect(difference(alone(block([0, 5], [20, 28]), 512))).toBeLessThan(0.005)
  })

  it('puts every digit of a scene in its place', () => {
    const digits = digitsOf('ada', 1)
    const sheet = gridScene(digits, IMAGE, { size: 100, columns: 4, padding: 9, gap: 5 })
    expect(difference(sheet)).toBeLessThan(0.01)
    const number = numberScene(digits, IMAGE, { size: 100, spacing: 0.1, slant: 0.3, padding: 4 })
    expect(difference(number)).toBeLessThan(0.01)
    expect(whiteSvg(number).match(/<path transform/g)).toHaveLength(10)
  })

  it('is one picture with a title, of the size of the scene', () => {
    const svg = whiteSvg(alone(RING, 100, 10))
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="120" height="120" viewBox="0 0 120 120" role="img"><title>test<\/title>/,
    )
  })

  it('takes any title', () => {
    const title = '7 "<&\'>" \u0000\u0008\uFFFF\uD800 é 🐙'
    const svg = renderSvg(alone(RING, 28), { inks: WHITE_ON_BLACK, title })
    expect(svg).toContain(
      '<title>7 &quot;&lt;&amp;&#39;&gt;&quot; \uFFFD\uFFFD\uFFFD\uFFFD é 🐙</title>',
    )
    expect(rasterizeSvg(svg).width).toBe(28)
  })

  it('has the colours of ink and paper', () => {
    const inks = {
      ink: { red: 1, green: 2, blue: 3, alpha: 255 },
      paper: { red: 200, green: 100, blue: 50, alpha: 51 },
    }
    const svg = renderSvg(alone(block([4, 24], [4, 24]), 28), { inks, title: '' })
    expect(svg).toContain('<path fill="#c86432" fill-opacity="0.2" d="M0 0h28v28H0z"/>')
    expect(svg).toContain('<g fill="#010203">')
    const { rgba } = rasterizeSvg(svg)
    const middle = 4 * (14 * 28 + 14)
    expect([...rgba.subarray(middle, middle + 4)]).toEqual([1, 2, 3, 255])
    expect(rgba[3]).toBe(51)
  })

  it('leaves transparent paper out', () => {
    const inks = { ...BLACK_ON_WHITE, paper: TRANSPARENT }
    const svg = renderSvg(alone(RING, 28), { inks, title: '' })
    expect(svg).not.toContain('M0 0h28')
    expect(rasterizeSvg(svg).rgba[3]).toBe(0)
  })

  it('shows only paper for a digit without ink', () => {
    expect(difference(alone(BLANK, 28))).toBe(0)
    expect(whiteSvg(alone(BLANK, 28))).toContain('d=""')
  })
})
