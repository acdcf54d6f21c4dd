/** @file One digit as constant bytes in Hono, with the headers of a digit: what a file server would cost here. */
import { Hono } from 'hono'
import { sampleWith, peerApp, servedNetworks } from './peer-app.ts'
import { plainLoops } from '../networks/plain-loops.ts'

const drawing = peerApp(sampleWith(plainLoops(servedNetworks())))
let kept: { readonly bytes: ArrayBuffer; readonly headers: Record<string, string> } | undefined

export default new Hono().get('/digit/*', async (c) => {
  // Bodies are for requests alone, so it is drawn with the first one.
  if (kept === undefined) {
    const response = await drawing.request(c.req.path)
    kept = { bytes: await response.arrayBuffer(), headers: Object.fromEntries(response.headers) }
  }
  return c.body(kept.bytes, 200, kept.headers)
})
