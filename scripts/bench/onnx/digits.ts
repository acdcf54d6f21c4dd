/** @file The served networks as an ONNX model: x and noise in, logits out. */
import type { DigitNetworks, PlainLayer } from '../networks/digit-networks.ts'
import { batchOf, GraphWriter } from './graph.ts'
import { LOGITS, NOISE, X } from './names.ts'
import { encodeModel } from './schema.ts'

/** The operator set that the graph is written in, and the file version that goes with it. */
const OPSET = 17
const IR_VERSION = 8

/** The bytes of the model: x [batch, labels] one-hot, noise [batch, latent], logits [batch, pixels]. */
export function digitsModel(networks: DigitNetworks): Uint8Array {
  const graph = new GraphWriter()
  const z = flowSample(graph, networks)
  const logits = mlp(graph, networks.generation, graph.add('Concat', [z, X], { axis: 1 }))
  const contrast = graph.floats('contrast', Float32Array.of(networks.contrast), [])
  return encodeModel({
    ir_version: IR_VERSION,
    producer_name: 'edge-digits',
    opset_import: [{ domain: '', version: OPSET }],
    graph: graph.finish(
      'digits',
      [batchOf(X, networks.labels), batchOf(NOISE, networks.latent)],
      graph.add('Mul', [logits, contrast]),
      batchOf(LOGITS, networks.pixels),
    ),
  })
}

function flowSample(graph: GraphWriter, networks: DigitNetworks): string {
  const { base, labels, latent, kept } = networks
  const deviations = base.logVar.map((value) => Math.exp(0.5 * value))
  const mean = graph.floats('base/mean', base.mean, [labels, latent])
  const deviation = graph.floats('base/deviation', deviations, [labels, latent])
  const halves = graph.integers('halves', [kept, latent - kept])
  const scaleAndShift = graph.integers('scaleAndShift', [latent - kept, latent - kept])
  const half = graph.floats('half', Float32Array.of(0.5), [])
  const minusTwo = graph.floats('minusTwo', Float32Array.of(-2), [])

  const spread = graph.add('Mul', [graph.add('MatMul', [X, deviation]), NOISE])
  let h = graph.add('Add', [graph.add('MatMul', [X, mean]), spread])
  networks.couplings.forEach(({ layers, order }, index) => {
    const [first, second] = graph.addMany('Split', [h, halves], 2, { axis: 1 }) as Pair
    const output = mlp(graph, layers, graph.add('Concat', [first, X], { axis: 1 }))
    const [raw, shift] = graph.addMany('Split', [output, scaleAndShift], 2, { axis: 1 }) as Pair
    const bounded = graph.add('Tanh', [graph.add('Mul', [raw, half])])
    const factor = graph.add('Exp', [graph.add('Mul', [bounded, minusTwo])])
    const restored = graph.add('Mul', [graph.add('Sub', [second, shift]), factor])
    const inverse = graph.integers(
      `order${index}`,
      order.map((_, unit) => order.indexOf(unit)),
    )
    const joined = graph.add('Concat', [first, restored], { axis: 1 })
    h = graph.add('Gather', [joined, inverse], { axis: 1 })
  })
  return h
}

type Pair = [string, string]

function mlp(graph: GraphWriter, layers: readonly PlainLayer[], x: string): string {
  return layers.reduce((h, { name, kernel, bias, inputs, outputs }, index) => {
    const weights = graph.floats(`${name}/kernel`, kernel, [inputs, outputs])
    const affine = graph.add('Gemm', [h, weights, graph.floats(`${name}/bias`, bias, [outputs])])
    if (index === layers.length - 1) return affine
    const hidden = graph.add('Mul', [affine, graph.add('Sigmoid', [affine])])
    return inputs === outputs ? graph.add('Add', [h, hidden]) : hidden
  }, x)
}
