/** @file Digits of ever new seeds at saturation, for runs that are long. */
import { sendLoad, type LoadResult } from './load.ts'

/** At so many a core is busy; fewer than the cells' 16 keep answers short, and cost more wake-ups a request. */
export const CONNECTIONS = 4

/** Seeds repeat only after so many requests of a client. */
export const SEEDS = 5000

export const digitPath = (seed: string): string => `/digit/7/${seed}.png`

/**
 * Sends requests for digits.
 *
 * @param part Other seeds for each.
 * @throws {Error} When one answer is wrong or does not come.
 */
export const sendDigits = (url: string, amount: number, part: string): Promise<LoadResult> =>
  sendLoad({
    url,
    pathsOf: (client) =>
      Array.from({ length: SEEDS }, (_, index) => digitPath(`${part}x${client}x${index}`)),
    headers: {},
    connections: CONNECTIONS,
    amount,
    status: 200,
  })
