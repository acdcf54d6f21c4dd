/**
 * @file The parts of an evaluation, each independent of the others: what a worker thread
 * runs (see `pool.ts`). Inputs and results are plain data. A task's figures depend on its
 * input alone, so that the number of workers changes nothing.
 */
import { startBackend } from '../training/backend.ts'

await startBackend()

export * from './digit-tasks.ts'
export * from './likelihood-tasks.ts'
