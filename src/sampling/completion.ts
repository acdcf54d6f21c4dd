/**
 * @file What is asked of a model that completes partial images, and what it gives. It knows nothing of
 * networks, requests or pictures.
 */

/** A partial image and how it is to be completed, once for each seed. */
export interface CompletionRequest {
  /** Grey levels in [0, 1], [rows * columns]; 0 where not observed. */
  readonly visible: Float32Array
  /** 1 where observed, else 0, [rows * columns]: a mask, never a sentinel value. */
  readonly mask: Float32Array
  /** 0 to `labels - 1`; undefined where the image alone decides. */
  readonly label?: number | undefined
  /** Any strings: the same seed gives the same completion of the same partial image. */
  readonly seeds: readonly string[]
  /** Factor on the prior's noise; 0 gives the deterministic completion. */
  readonly temperature: number
}

/** Completes partial images. A completion does not depend on the others of a call. */
export interface CompletionSampler {
  /** Name of the weights. */
  readonly model: string
  readonly image: { readonly rows: number; readonly columns: number }
  readonly labels: number
  /**
   * Logits of whole images, [rows * columns] each, by request and by seed. Whoever draws them puts the observed
   * levels in their places (`withObserved` in src/rendering/levels.ts).
   */
  complete(requests: readonly CompletionRequest[]): Float32Array[]
}
