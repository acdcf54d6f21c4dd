import { describe, expect, it } from 'vitest'
import golden from '../golden/v1.json'
import { sha256 } from '../sha256.ts'
import { ask, picture } from './requests.ts'

describe('golden pictures in workerd', () => {
  it('are of the model that is served', async () => {
    expect(await (await ask('/healthz')).json()).toMatchObject({ model: golden.version })
  })

  it('have the bytes of the list', async () => {
    const found: Record<string, string> = {}
    for (const path of Object.keys(golden.pictures)) found[path] = await sha256(await picture(path))
    expect(found).toEqual(golden.pictures)
  })
})
