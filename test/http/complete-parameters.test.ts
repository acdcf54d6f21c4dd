/** @file GET /complete: its parameters up to their limits. */
import { describe, expect, it } from 'vitest'
import { encodePartialImage } from '../../src/http/partial-image/encode.ts'
import { PARTS } from '../../src/networks/quadrants.ts'
import { ask } from './completing.ts'
import { STROKE } from './partial-image/images.ts'

const x = encodePartialImage(STROKE)

const refusal = async (path: string): Promise<readonly string[]> => {
  const response = await ask(path)
  if (response.status === 200) return []
  expect([path, response.status]).toEqual([path, 400])
  const { errors } = (await response.json()) as { errors: readonly { parameter: string }[] }
  return errors.map(({ parameter }) => parameter)
}

describe('the parameters of /complete', () => {
  const OF = 'of=7/ada&keep=left'
  it.each([
    `x=${x}`,
    'x=IpAG', // nothing is observed
    'x=IA', // everything is
    `x=${x}&label=0`,
    `x=${x}&label=9&seed=a&temperature=0&samples=1`,
    `x=${x}&samples=25`,
    `x=${x}&samples=25&format=svg&seed=a`,
    `x=${x}&seed=${'x'.repeat(128)}`,
    `x=${x}&seed=${'x'.repeat(125)}&samples=2`,
    OF,
    'of=0/a&keep=top',
    'of=9/a/b&keep=lower-left',
    `of=9/${'x'.repeat(128)}&keep=bottom`,
    ...PARTS.map((part) => `of=1/%C3%A9&keep=${part}&seed=a`),
    `${OF}&size=1024`,
    `${OF}&samples=25&size=219`,
  ])('are taken: %s', async (query) => {
    expect(await refusal(`/complete?${query}`)).toEqual([])
  })

  it.each([
    ['', 'x'],
    ['x=', 'x'],
    ['x=IA==', 'x'],
    ['x=IB', 'x'],
    [`x=${x.slice(0, -1)}`, 'x'],
    [`x=${x}A`, 'x'],
    [`x=${'A'.repeat(5000)}`, 'x'],
    [`x=${x}&x=${x}`, 'x'],
    [`x=${x}&${OF}`, 'of'],
    [`x=${x}&keep=left`, 'keep'],
    ['of=7/ada', 'keep'],
    ['keep=left', 'x'],
    ['of=7/ada&keep=middle', 'keep'],
    ['of=7/ada&keep=', 'keep'],
    ['of=10/ada&keep=left', 'of'],
    ['of=07/ada&keep=left', 'of'],
    ['of=/ada&keep=left', 'of'],
    ['of=7/&keep=left', 'of'],
    ['of=7&keep=left', 'of'],
    [`of=7/${'x'.repeat(129)}&keep=left`, 'of'],
    [`x=${x}&label=10`, 'label'],
    [`x=${x}&label=`, 'label'],
    [`x=${x}&samples=0`, 'samples'],
    [`x=${x}&samples=26`, 'samples'],
    [`x=${x}&samples=1.5`, 'samples'],
    [`x=${x}&temperature=2.1`, 'temperature'],
    [`x=${x}&seed=`, 'seed'],
    [`x=${x}&seed=${'x'.repeat(129)}`, 'seed'],
    [`x=${x}&seed=${'x'.repeat(126)}&samples=2`, 'seed'],
    [`x=${x}&samples=25&size=220`, 'size'],
    [`x=${x}&format=apng`, 'format'],
    [`x=${x}&mask=1`, 'mask'],
  ])('are refused: %s, naming %s', async (query, parameter) => {
    expect(await refusal(`/complete?${query}`)).toEqual([parameter])
  })

  it('say what is wrong with x', async () => {
    const response = await ask('/complete?x=QA')
    expect(await response.json()).toMatchObject({
      errors: [{ got: 'QA', expected: expect.stringContaining('version 1') }],
    })
  })
})
