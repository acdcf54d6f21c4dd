/** @file A thread of the crew: it carries out orders until it is terminated. */
import { parentPort, workerData } from 'node:worker_threads'
import { startBackend } from './backend.ts'
import { carryOut, Shard, type Order, type ShardSpecification } from './shard.ts'
import { waitForAll } from './vectors.ts'

const specification = workerData as ShardSpecification
await startBackend()
const shard = new Shard(specification)
const meet = () => waitForAll(specification.vectors.barrier, specification.workers)
parentPort?.on('message', (order: Order) => parentPort?.postMessage(carryOut(shard, order, meet)))
parentPort?.postMessage('ready')
