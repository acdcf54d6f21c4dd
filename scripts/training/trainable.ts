/** @file Networks in training: one flat vector of parameters, and the variables that it fills. */
import type { ParameterSource } from '../../src/networks/parameters.ts'
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

/** Networks over variables that are filled from a flat vector. */
export class Trainable<Networks> {
  readonly layout: readonly ParameterBlock[]
  readonly networks: Networks
  readonly variables: Variable[] = []

  constructor(build: Build<Networks>) {
    this.layout = layoutOf(build)
    this.networks = build((_name, shape) => {
      const parameter = variable(zeros([...shape]))
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
