/** @file The part of the ONNX file format that our networks need, by the field numbers of onnx.proto3. */
import protobuf from 'protobufjs'

const SCHEMA = `
syntax = "proto3";
message Attribute { string name = 1; int64 i = 3; repeated int64 ints = 8; int32 type = 20; }
message Node {
  repeated string input = 1;
  repeated string output = 2;
  string name = 3;
  string op_type = 4;
  repeated Attribute attribute = 5;
}
message Tensor { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; }
message Dimension { oneof value { int64 dim_value = 1; string dim_param = 2; } }
message Shape { repeated Dimension dim = 1; }
message TensorType { int32 elem_type = 1; Shape shape = 2; }
message ValueType { TensorType tensor_type = 1; }
message Value { string name = 1; ValueType type = 2; }
message Graph {
  repeated Node node = 1;
  string name = 2;
  repeated Tensor initializer = 5;
  repeated Value input = 11;
  repeated Value output = 12;
}
message OperatorSet { string domain = 1; int64 version = 2; }
message Model {
  int64 ir_version = 1;
  string producer_name = 2;
  Graph graph = 7;
  repeated OperatorSet opset_import = 8;
}
`

/** Of AttributeProto.AttributeType. */
export const ATTRIBUTE = { int: 2, ints: 7 } as const

/** Of TensorProto.DataType. */
export const DATA_TYPE = { float: 1, int64: 7 } as const

/** A network as ONNX Runtime reads it. */
export interface OnnxModel {
  readonly ir_version: number
  readonly producer_name: string
  readonly opset_import: readonly { readonly domain: string; readonly version: number }[]
  readonly graph: OnnxGraph
}

export interface OnnxGraph {
  readonly name: string
  readonly node: readonly OnnxNode[]
  readonly initializer: readonly OnnxTensor[]
  readonly input: readonly OnnxValue[]
  readonly output: readonly OnnxValue[]
}

export interface OnnxNode {
  readonly op_type: string
  readonly input: readonly string[]
  readonly output: readonly string[]
  readonly attribute: readonly OnnxAttribute[]
}

export type OnnxAttribute =
  | { readonly name: string; readonly type: typeof ATTRIBUTE.int; readonly i: number }
  | { readonly name: string; readonly type: typeof ATTRIBUTE.ints; readonly ints: number[] }

export interface OnnxTensor {
  readonly name: string
  readonly data_type: number
  readonly dims: readonly number[]
  readonly raw_data: Uint8Array
}

export interface OnnxValue {
  readonly name: string
  readonly type: {
    readonly tensor_type: {
      readonly elem_type: number
      readonly shape: {
        readonly dim: readonly ({ readonly dim_value: number } | { readonly dim_param: string })[]
      }
    }
  }
}

const modelType = protobuf.parse(SCHEMA, { keepCase: true }).root.lookupType('Model')

/** The bytes of an `.onnx` file; a field of the wrong kind is thrown. */
export function encodeModel(model: OnnxModel): Uint8Array {
  const wrong = modelType.verify(model)
  if (wrong !== null) throw new TypeError(`ONNX model: ${wrong}`)
  return modelType.encode(modelType.fromObject(model)).finish()
}
