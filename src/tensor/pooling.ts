/**
 * @file Pooling with a gradient of our own: the WASM backend's gives what belongs to a window
 * of negative values to a pixel that is not its largest.
 */
import {
  customGrad,
  maxPool,
  tensor4d,
  type GradSaveFunc,
  type Tensor4D,
} from '@tensorflow/tfjs-core'

/**
 * The maximum over windows that do not overlap; rows and columns that fill no window are left out.
 *
 * @param x [batch, rows, columns, channels].
 * @param side Of a window, pixels.
 * @returns [batch, floor(rows / side), floor(columns / side), channels].
 */
export function maximumPool(x: Tensor4D, side: number): Tensor4D {
  const withGradient = customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as GradSaveFunc
    save([x])
    return {
      value: maxPool(x, side, side, 'valid'),
      gradFunc: (dy, saved) => poolGradient(dy as Tensor4D, saved[0] as Tensor4D, side),
    }
  })
  return withGradient(x) as Tensor4D
}

/** The gradient of a window goes to its largest pixel, the first of equal ones. */
function poolGradient(dy: Tensor4D, x: Tensor4D, side: number): Tensor4D {
  const [, rows, columns, channels] = x.shape
  const [batch, pooledRows, pooledColumns] = dy.shape
  const [values, gradient] = [x.dataSync(), dy.dataSync()]
  const spread = new Float32Array(values.length)
  let position = 0
  for (let image = 0; image < batch; image++)
    for (let row = 0; row < pooledRows; row++)
      for (let column = 0; column < pooledColumns; column++) {
        const corner = ((image * rows + row * side) * columns + column * side) * channels
        for (let channel = 0; channel < channels; channel++) {
          let largest = corner + channel
          for (let down = 0; down < side; down++)
            for (let right = 0; right < side; right++) {
              const pixel = corner + (down * columns + right) * channels + channel
              if ((values[pixel] as number) > (values[largest] as number)) largest = pixel
            }
          spread[largest] = gradient[position++] as number
        }
      }
  return tensor4d(spread, x.shape)
}
