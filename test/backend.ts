/** @file Every test in Node runs on the backend that training uses. */
import { startBackend } from '../scripts/training/backend.ts'

await startBackend()
