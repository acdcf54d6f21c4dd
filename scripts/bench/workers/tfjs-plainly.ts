/** @file Peer: TensorFlow.js on the WASM backend, used plainly. */
import '@tensorflow/tfjs-backend-wasm/dist/register_all_kernels.js'
import { startWasmBackend } from '../../../src/tensor/workers-wasm.ts'
import { tfjsPlainly } from '../networks/tfjs-plainly.ts'
import { peerApp, sampleWith, servedNetworks } from './peer-app.ts'

await startWasmBackend([])
export default peerApp(sampleWith(tfjsPlainly(servedNetworks())))
