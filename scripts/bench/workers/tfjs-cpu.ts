/** @file Peer: TensorFlow.js on its backend in plain JavaScript. */
import '@tensorflow/tfjs-backend-cpu'
import { setBackend } from '@tensorflow/tfjs-core'
import { tfjsPlainly } from '../networks/tfjs-plainly.ts'
import { peerApp, sampleWith, servedNetworks } from './peer-app.ts'

if (!(await setBackend('cpu'))) throw new Error('TensorFlow.js did not accept the cpu backend')
export default peerApp(sampleWith(tfjsPlainly(servedNetworks())))
