/** @file Networks in training: one flat vector of parameters, and the variables that it fills. */
import type { ParameterSource } from '../../src/networks/parameters.ts'
import { fillNormal, seededGenerator } from '../../src/sampling/random.ts'
import { dispose, tensor, tidy, variable, zeros, type Variable } from '../../src/tensor/ops.ts'

/** One parameter's place in the flat vector. */
export interface ParameterBlock {
  readonly name: string
  readonly shape: readonly number[]
  readonly offset: number
  readonly size: number
}

/** Asks a source for the parameters of networks. */
type Build<Networks> = (parameter: ParameterSource) => Networks

/** All parameters in the order in which the networks ask for them. */
export function layoutOf(build: Build<unknown>): readonly ParameterBlock[] {
  const blocks: ParameterBlock[] = []
  let offset = 0
  tidy(() => {
    build((name, shape) => {
      const size = shape.reduce((product, length) => product * length, 1)
      blocks.push({ name, shape, offset, size })
      offset += size
      return zeros([...shape])
    })
  })
  return blocks
}

/** Number of parameters in the layout. */
export const parameterCount = (layout: readonly ParameterBlock[]): number =>
  layout.reduce((total, { size }) => total + size, 0)

/** First parameters: kernels normal with variance gain / inputs of a unit, biases zero. */
export function normalKernels(
  layout: readonly ParameterBlock[],
  seed: string,
  gain: number,
): Float32Array {
  const values = new Float32Array(parameterCount(layout))
  for (const { name, shape, offset, size } of layout) {
    if (!name.endsWith('/kernel')) continue
    const inputs = size / (shape.at(-1) ?? 1)
    const target = values.subarray(offset, offset + size)
    fillNormal(seededGenerator(`initial ${name}`, seed), target, Math.sqrt(gain / inputs))
  }
  return values
}

/** Networks over variables that are filled from a flat vector. */
export class Trainable<Networks> {
  readonly layout: readonly ParameterBlock[]
  readonly networks: Networks
  readonly variables: Variable[] = []

  constructor(build: Build<Networks>) {
    this.layout = layoutOf(build)
    this.networks = build((_name, shape) => {
      const first = zeros([...shape])
      const parameter = variable(first)
      dispose(first)
      this.variables.push(parameter)
      return parameter
    })
  }

  /** Copies the flat vector into the variables. */
  assign(values: Float32Array): void {
    this.layout.forEach(({ shape, offset, size }, index) => {
      const next = tensor(values.subarray(offset, offset + size), [...shape])
      this.variables[index]?.assign(next)
      dispose(next)
    })
  }
}
