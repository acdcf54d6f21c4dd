/** @file Names of the ONNX model's inputs and output. */
export const X = 'x'
export const NOISE = 'noise'
export const LOGITS = 'logits'
