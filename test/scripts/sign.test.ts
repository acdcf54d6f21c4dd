import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { readKeys, verify } from '../../src/http/signature.ts'

describe('sign', () => {
  const url = 'https://digits.example/digit/7/ada.png'
  const sign = async (secret: string, ...flags: string[]) => {
    const child = spawn(process.execPath, ['scripts/sign.ts', ...flags], {
      env: { ...process.env, SIGNING_KEYS: secret },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => (output += text.toString()))
    const [code] = await once(child, 'close')
    return { code: code as number, output: output.trim() }
  }

  it('gives a URL that the service takes, until it expires', async () => {
    const { code, output } = await sign('0'.repeat(32), '--for', '60', url)
    expect(code).toBe(0)
    const verdict = (now: number) => verify(new URL(output), readKeys('0'.repeat(32)), now)
    expect(verdict(Date.now() / 1000)).toMatchObject({ ok: true })
    expect(verdict(Date.now() / 1000 + 61)).toMatchObject({ problem: { kind: 'expired' } })
  })

  it.each([
    ['', url, /SIGNING_KEYS: got nothing/],
    ['abc', url, /expected 32 hex digits/],
    ['0'.repeat(32), '/digit/7', /expected an absolute URL/],
    [
      '0'.repeat(32),
      'https://digits.example/digit?seed=%FF',
      /^Got the query \?seed=%FF, expected percent-encoded UTF-8/,
    ],
  ])('with key "%s" and URL %s says what is wrong', async (secret, address, message) => {
    const { code, output } = await sign(secret, address)
    expect(code).toBe(1)
    expect(output).toMatch(message)
  })
})
