/** @file A small writer of ONNX graphs: values are known by name, each operation gives a new one. */
import {
  ATTRIBUTE,
  DATA_TYPE,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from './schema.ts'

export class GraphWriter {
  readonly #nodes: OnnxNode[] = []
  readonly #initializers: OnnxTensor[] = []

  /** A constant of 32-bit floats. */
  floats(name: string, values: Float32Array, dims: readonly number[]): string {
    return this.#constant(name, DATA_TYPE.float, values, dims)
  }

  /** A constant vector of integers. */
  integers(name: string, values: readonly number[]): string {
    const stored = BigInt64Array.from(values, BigInt)
    return this.#constant(name, DATA_TYPE.int64, stored, [values.length])
  }

  #constant(
    name: string,
    dataType: number,
    { buffer, byteOffset, byteLength }: Float32Array | BigInt64Array,
    dims: readonly number[],
  ): string {
    this.#initializers.push({
      name,
      data_type: dataType,
      dims,
      raw_data: new Uint8Array(buffer, byteOffset, byteLength),
    })
    return name
  }

  /** An operation with one result. */
  add(operation: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const [output] = this.addMany(operation, inputs, 1, attributes)
    return output as string
  }

  /** An operation with several results. */
  addMany(
    operation: string,
    inputs: readonly string[],
    results: number,
    attributes: Attributes = {},
  ): string[] {
    const number = this.#nodes.length
    const outputs = Array.from({ length: results }, (_, index) => `${operation}${number}_${index}`)
    this.#nodes.push({
      op_type: operation,
      input: inputs,
      output: outputs,
      attribute: Object.entries(attributes).map(attribute),
    })
    return outputs
  }

  /** The graph; its result gets the name of the output. */
  finish(name: string, inputs: readonly OnnxValue[], result: string, output: OnnxValue): OnnxGraph {
    this.#nodes.push({
      op_type: 'Identity',
      input: [result],
      output: [output.name],
      attribute: [],
    })
    return {
      name,
      node: this.#nodes,
      initializer: this.#initializers,
      input: inputs,
      output: [output],
    }
  }
}

type Attributes = Readonly<Record<string, number | readonly number[]>>

const attribute = ([name, value]: [string, number | readonly number[]]): OnnxAttribute =>
  typeof value === 'number'
    ? { name, type: ATTRIBUTE.int, i: value }
    : { name, type: ATTRIBUTE.ints, ints: [...value] }

/** A value of 32-bit floats, [batch, width], for any batch. */
export const batchOf = (name: string, width: number): OnnxValue => ({
  name,
  type: {
    tensor_type: {
      elem_type: DATA_TYPE.float,
      shape: { dim: [{ dim_param: 'batch' }, { dim_value: width }] },
    },
  },
})
