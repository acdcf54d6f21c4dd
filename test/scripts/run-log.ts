/** @file The log of a training run, line by line. */
import { readFileSync } from 'node:fs'

interface LogLine {
  readonly event: string
  readonly epoch?: number
  /** Of a run that starts or goes on. */
  readonly options?: unknown
}

export const readLog = (path: string): LogLine[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LogLine)
