/** @file The application over the committed weights, outside a Worker. */
import { readFileSync } from 'node:fs'
import { createApp } from '../src/http/app.ts'
import type { CompletionSampler } from '../src/sampling/completion.ts'
import type { DigitSampler } from '../src/sampling/sampler.ts'

/** The application as worker.ts wires it. */
export const appOver = (sampler: DigitSampler, completion?: CompletionSampler) =>
  createApp([{ name: 'v1', sampler, completion, card: card() }])

const card = (): object => JSON.parse(readFileSync('weights/card.json', 'utf8')) as object
