/** @file Pictures that are too large: what is blamed helps. */
import { describe, expect, it } from 'vitest'
import { ask } from './served.ts'

describe('a picture that is too large', () => {
  it('is told what alone helps, and what together', async () => {
    const expectedOf = async (path: string) => (await ask(path)).text()
    expect(await expectedOf('/morph/1/2/a?frames=60&size=30&padding=50')).toContain(
      'a smaller picture, by a lower value of padding or frames: with dpr 1 this one is up to 130 x 130 pixels x 118 frames',
    )
    expect(await expectedOf('/digit/7/a?size=200&dpr=4&padding=60')).toContain(
      'by a lower value of size, dpr or padding: with',
    )
    expect(await expectedOf('/digit/7/a?size=1024&dpr=4&padding=256')).toContain(
      'got \\"size=1024&dpr=4&padding=256\\", expected a smaller picture, by lower values of size, dpr and padding together',
    )
  })

  it('is taken with the least of the parameter that is blamed', async () => {
    const least: Readonly<Record<string, number>> = {
      size: 28,
      dpr: 1,
      padding: 0,
      frames: 2,
      gap: 0,
    }
    const queries = [28, 29, 60, 1024].flatMap((size) =>
      [1, 4].flatMap((dpr) =>
        [0, 100, 256].map((padding) => `size=${size}&dpr=${dpr}&padding=${padding}`),
      ),
    )
    const paths = ['/digit?seed=a', '/morph?from=1&to=2&seed=a&frames=60', '/sheet?seed=a&gap=99']
    let blamed = 0
    for (const path of paths.flatMap((start) => queries.map((query) => `${start}&${query}`))) {
      // Answered before anything is drawn.
      const response = await ask(path, { 'If-None-Match': '*' })
      if (response.status === 304) continue
      const { errors } = (await response.json()) as { errors: { parameter: string }[] }
      const parameter = errors[0]?.parameter ?? ''
      if (parameter === '(parameters)') continue
      blamed++
      const [endpoint, query] = path.split('?')
      const lowered = new URLSearchParams(query)
      lowered.set(parameter, String(least[parameter] ?? 1))
      const again = await ask(`${endpoint}?${lowered.toString()}`, { 'If-None-Match': '*' })
      expect([path, parameter, again.status]).toEqual([path, parameter, 304])
    }
    expect(blamed).toBeGreaterThan(20)
  })
})
