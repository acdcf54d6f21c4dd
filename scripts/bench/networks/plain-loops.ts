/** @file The networks in plain loops over typed arrays: no library, no WebAssembly. */
import type { DigitNetworks, Draw, PlainLayer } from './digit-networks.ts'

/** Draws digits one by one. */
export const plainLoops =
  (networks: DigitNetworks): Draw =>
  (labels, noise) => {
    const { latent, pixels } = networks
    const logits = new Float32Array(labels.length * pixels)
    labels.forEach((label, row) => {
      const z = priorSample(networks, label, noise.subarray(row * latent, (row + 1) * latent))
      const digit = mlp(networks.generation, withLabel(z, label, networks.labels))
      for (let pixel = 0; pixel < pixels; pixel++)
        logits[row * pixels + pixel] = (digit[pixel] as number) * networks.contrast
    })
    return logits
  }

/** The base Gaussian of the label, then the couplings inverted. */
function priorSample(
  { base, couplings, labels, latent, kept }: DigitNetworks,
  label: number,
  noise: Float32Array,
): Float32Array {
  let h = noise.map((value, unit) => {
    const at = label * latent + unit
    return (base.mean[at] as number) + Math.exp(0.5 * (base.logVar[at] as number)) * value
  })
  for (const { layers, order } of couplings) {
    const raw = mlp(layers, withLabel(h.subarray(0, kept), label, labels))
    const changed = latent - kept
    const next = new Float32Array(latent)
    for (let unit = 0; unit < latent; unit++) {
      const moved = unit - kept
      next[order[unit] as number] =
        moved < 0
          ? (h[unit] as number)
          : ((h[unit] as number) - (raw[changed + moved] as number)) *
            Math.exp(-2 * Math.tanh((raw[moved] as number) / 2))
    }
    h = next
  }
  return h
}

function withLabel(units: Float32Array, label: number, labels: number): Float32Array {
  const input = new Float32Array(units.length + labels)
  input.set(units)
  input[units.length + label] = 1
  return input
}

/** Hidden layers h + silu(x · W + b) where the widths agree, the last one linear. */
function mlp(layers: readonly PlainLayer[], x: Float32Array): Float32Array {
  return layers.reduce((h, layer, index) => {
    const out = dense(layer, h)
    if (index === layers.length - 1) return out
    const residual = layer.inputs === layer.outputs
    for (let unit = 0; unit < out.length; unit++) {
      const value = out[unit] as number
      out[unit] = value / (1 + Math.exp(-value)) + (residual ? (h[unit] as number) : 0)
    }
    return out
  }, x)
}

/** Row by row of the kernel, so that memory is read in order. */
function dense({ kernel, bias, inputs, outputs }: PlainLayer, x: Float32Array): Float32Array {
  const out = bias.slice()
  for (let input = 0; input < inputs; input++) {
    const factor = x[input] as number
    if (factor === 0) continue // most of a one-hot code
    const row = input * outputs
    for (let output = 0; output < outputs; output++)
      out[output] = (out[output] as number) + factor * (kernel[row + output] as number)
  }
  return out
}
