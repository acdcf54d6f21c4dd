/** @file Peer: plain loops over typed arrays. */
import { plainLoops } from '../networks/plain-loops.ts'
import { peerApp, sampleWith, servedNetworks } from './peer-app.ts'

export default peerApp(sampleWith(plainLoops(servedNetworks())))
