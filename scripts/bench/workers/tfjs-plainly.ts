/** @file Peer: TensorFlow.js on the WASM backend, used plainly. */
import { startWasmBackend } from '../../../src/tensor/workers-wasm.ts'
import { tfjsPlainly } from '../networks/tfjs-plainly.ts'
import { peerApp, sampleWith, servedNetworks } from './peer-app.ts'

await startWasmBackend()
export default peerApp(sampleWith(tfjsPlainly(servedNetworks())))
