/** @file Mean intersection over union (IoU): of masks with masks, and of the best global threshold. */

/**
 * IoU of two masks: pixels in both over pixels in either; 1 where both are empty.
 *
 * @param predicted Anything but 0 is foreground, [pixels].
 * @param mask Likewise, [pixels].
 */
export function intersectionOverUnion(predicted: Uint8Array, mask: Uint8Array): number {
  let [both, either] = [0, 0]
  mask.forEach((value, pixel) => {
    if (value !== 0 && predicted[pixel] !== 0) both++
    if (value !== 0 || predicted[pixel] !== 0) either++
  })
  return either === 0 ? 1 : both / either
}

/** One threshold for all images: levels from it on are foreground. */
interface Threshold {
  /** 0 to 256. */
  readonly level: number
  /** Over the images. */
  readonly meanIou: number
}

/**
 * The threshold with the greatest mean IoU over all images, which is chosen with the masks known: no
 * way to threshold all images alike is better.
 *
 * @param images Grey levels 0-255, [count * pixels].
 * @param masks Anything but 0 is foreground, [count * pixels].
 */
export function bestThreshold(images: Uint8Array, masks: Uint8Array, pixels: number): Threshold {
  const count = images.length / pixels
  const sums = new Float64Array(257)
  for (let image = 0; image < count; image++) {
    const levels = images.subarray(image * pixels, (image + 1) * pixels)
    const mask = masks.subarray(image * pixels, (image + 1) * pixels)
    const inside = new Float64Array(257)
    const outside = new Float64Array(257)
    levels.forEach((level, pixel) => {
      const counts = mask[pixel] === 0 ? outside : inside
      counts[level] = (counts[level] as number) + 1
    })
    const foreground = inside.reduce((sum, value) => sum + value, 0)
    let [both, wrong] = [0, 0]
    for (let level = 256; level >= 0; level--) {
      both += inside[level] as number
      wrong += outside[level] as number
      const either = foreground + wrong
      sums[level] = (sums[level] as number) + (either === 0 ? 1 : both / either)
    }
  }
  const greatest = Math.max(...sums)
  return { level: sums.indexOf(greatest), meanIou: greatest / count }
}
