/** @file What is served under a version's paths. */
import type { CompletionSampler } from '../sampling/completion.ts'
import type { DigitSampler } from '../sampling/sampler.ts'

/** A model that is served, under a name that its drawings keep for life. */
export interface Release {
  /** First segment of its pinned paths, such as `v1`. */
  readonly name: string
  readonly sampler: DigitSampler
  /** What completes partial images; without it there is no /complete. */
  readonly completion?: CompletionSampler | undefined
  /** The model card in JSON, by its SHA-256 of these weights; else /model tells what their manifest says. */
  readonly card: object
}
