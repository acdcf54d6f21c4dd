/** @file Labelled images, and parts of them. */

/** Images and their labels, and masks where they are what is predicted. */
export interface LabelledImages {
  readonly rows: number
  readonly columns: number
  /** Number of different labels, 0 to `labelCount - 1`. */
  readonly labelCount: number
  /** Grey levels 0-255, [count * rows * columns]. */
  readonly images: Uint8Array
  /** y where it is not the image itself: 255 in the foreground, else 0, [count * rows * columns]. */
  readonly outputs?: Uint8Array
  /** [count]. */
  readonly labels: Uint8Array
}

/** The same data with images and outputs changed in the same way. */
export const eachPicture = (
  data: LabelledImages,
  change: (bytes: Uint8Array) => Uint8Array,
): LabelledImages => ({
  ...data,
  images: change(data.images),
  ...(data.outputs === undefined ? {} : { outputs: change(data.outputs) }),
})

/** The indices of each label's images, in the order in which they are given. */
export function indicesByLabel(
  { labels, labelCount }: Pick<LabelledImages, 'labels' | 'labelCount'>,
  indices: Uint32Array,
): Uint32Array[] {
  return Array.from({ length: labelCount }, (_, label) =>
    indices.filter((image) => labels[image] === label),
  )
}

/** Labels at `indices`. */
export const labelsOf = (data: LabelledImages, indices: Uint32Array): Uint32Array =>
  indices.map((image) => data.labels[image] ?? 0)

/** The images from `start` to `end`, in the same memory. */
export function slice(all: LabelledImages, start: number, end: number): LabelledImages {
  const size = all.rows * all.columns
  return {
    ...eachPicture(all, (bytes) => bytes.subarray(start * size, end * size)),
    labels: all.labels.subarray(start, end),
  }
}
