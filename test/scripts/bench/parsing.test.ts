import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseUploadSize } from '../../../scripts/bench/bundle.ts'
import { compatibilityDateOf, workerdConfiguration } from '../../../scripts/bench/configuration.ts'
import { parseNative } from '../../../scripts/bench/native.ts'
import {
  parseEndedChildren,
  parseMachineTime,
  parseResident,
  parseSchedstat,
  parseStat,
  UnsupportedMachineError,
} from '../../../scripts/bench/proc.ts'
import { askedDigits } from '../../../scripts/bench/workers/asked-digits.ts'

describe('/proc', () => {
  it('tells user and system time, whatever the name of the program', () => {
    const rest = 'S 1 2 3 0 -1 4194304 100 0 0 0 123 45 0 0 20 0 9 0 3219722'
    expect(parseStat(`4876 (work (erd) 7) ${rest}`)).toBe(1680)
  })

  it('tells the time of children that ended', () => {
    const rest = 'S 1 2 3 0 -1 4194304 100 0 0 0 123 45 6 7 20 0 9 0 3219722'
    expect(parseEndedChildren(`4876 (node) ${rest}`)).toBe(130)
  })

  it('tells nanoseconds of a thread', () => {
    expect(parseSchedstat('1234567890 2092289 17\n')).toBeCloseTo(1234.56789)
  })

  it('tells resident memory in MiB', () => {
    expect(parseResident('VmPeak:\t  999 kB\nVmRSS:\t    2048 kB\n')).toBe(2)
  })

  it('tells busy and stolen time of all cores', () => {
    const text = 'cpu  100 10 20 5000 30 1 2 7 0 0\ncpu0 50 5 10 2500 15 0 1 3 0 0\n'
    expect(parseMachineTime(text)).toEqual({ busy: 1330, stolen: 70 })
  })

  it.each([
    ['stat', () => parseStat('no fields')],
    ['schedstat', () => parseSchedstat('none')],
    ['status', () => parseResident('Name: workerd')],
  ])('is refused with what was expected: %s', (_name, parse) => {
    expect(parse).toThrow(UnsupportedMachineError)
  })
})

describe("workerd's configuration", () => {
  it('names each module with its kind', () => {
    const text = workerdConfiguration({
      modules: ['worker.js', 'a.wasm', 'b.bin'],
      compatibilityDate: '2026-10-20',
      v8Flags: ['--expose-gc'],
    })
    expect(text).toContain('(name = "worker.js", esModule = embed "worker.js")')
    expect(text).toContain('(name = "a.wasm", wasm = embed "a.wasm")')
    expect(text).toContain('(name = "b.bin", data = embed "b.bin")')
    expect(text).toContain('v8Flags = ["--expose-gc"]')
  })

  it("has the deployed Worker's compatibility date", () => {
    expect(compatibilityDateOf(readFileSync('wrangler.toml', 'utf8'))).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(() => compatibilityDateOf('name = "x"')).toThrow('compatibility_date')
  })
})

describe('what programs print', () => {
  it("is wrangler's size of an upload", () => {
    const output = 'x\nTotal Upload: 4400.83 KiB / gzip: 2653.02 KiB\ny'
    expect(parseUploadSize(output)).toEqual({ total: 4400.83, gzip: 2653.02 })
    expect(() => parseUploadSize('nothing')).toThrow('nothing')
  })

  it('is the times of the native program', () => {
    expect(parseNative('1 0.155 -9131.2\n100 3.8 -9131.3\n')).toEqual([
      { digits: 1, milliseconds: 0.155, sum: -9131.2 },
      { digits: 100, milliseconds: 3.8, sum: -9131.3 },
    ])
    expect(() => parseNative('1 fast')).toThrow('1 fast')
  })
})

describe('the digits that a URL asks for', () => {
  const asked = (path: string) => askedDigits(new URL(path, 'http://localhost'))

  it('is one of /digit', () => {
    expect(asked('/digit/7/ada.png')).toEqual([{ label: 7, seed: 'ada', temperature: 1 }])
  })

  it('is as many of /sheet as it has places', () => {
    const digits = asked('/sheet/ada.png?rows=3&columns=4')
    expect(digits).toHaveLength(12)
    expect(digits[11]).toEqual({ label: 1, seed: 'ada-11', temperature: 1 })
    const [calm] = asked('/sheet/ada.png?rows=1&columns=1&temperature=0.5')
    expect(calm).toEqual({ label: 0, seed: 'ada-0', temperature: 0.5 })
  })
})
