import { expect, it } from 'vitest'
import { profileParts } from '../../../scripts/bench/profile.ts'

const BUNDLE = `// node_modules/hono/dist/hono.js
function route() {}
// src/rendering/png.ts
// Why it is so.
function encodePng() {}
`

const frame = (id: number, functionName: string, url = '', lineNumber = -1) => ({
  id,
  callFrame: { functionName, url, lineNumber },
})

it('sums self time by the source file that the bundle names, without idle time', () => {
  const profile = {
    nodes: [
      frame(1, '(root)'),
      frame(2, '(idle)'),
      frame(3, 'route', 'worker.js', 1),
      frame(4, 'encodePng', 'worker.js', 4),
      frame(5, 'matMul', 'wasm://wasm/0'),
      frame(6, '(garbage collector)'),
    ],
    samples: [2, 3, 4, 4, 5, 6],
    timeDeltas: [9000, 100, 200, 300, 1000, 400],
  }
  expect(profileParts(profile, BUNDLE, 10)).toEqual([
    { part: 'WASM: integer products and tfjs kernels', milliseconds: 0.1, share: 0.5 },
    { part: 'picture and PNG', milliseconds: 0.05, share: 0.25 },
    { part: 'garbage collection', milliseconds: 0.04, share: 0.2 },
    { part: 'Hono', milliseconds: 0.01, share: 0.05 },
  ])
})
