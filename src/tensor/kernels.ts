/**
 * @file The kernels of TensorFlow.js's WASM backend that the networks are drawn with: those that a recorded
 * pass has an instruction for, and what the library calls around them. All 156 would take a sixth of the
 * bundle, and 5 ms of its start.
 */
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add.js'
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul.js'
import { clipByValueConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ClipByValue.js'
import { concatConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Concat.js'
import { expConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Exp.js'
import { _fusedMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/_FusedMatMul.js'
import { identityConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity.js'
import { logConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Log.js'
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply.js'
import { reluConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Relu.js'
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape.js'
import { sigmoidConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sigmoid.js'
import { sliceConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Slice.js'
import { softplusConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Softplus.js'
import { splitVConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/SplitV.js'
import { subConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sub.js'
import { tanhConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tanh.js'
import type { KernelConfig } from '@tensorflow/tfjs-core'

export const KERNELS: readonly KernelConfig[] = [
  addConfig,
  batchMatMulConfig,
  clipByValueConfig,
  concatConfig,
  expConfig,
  _fusedMatMulConfig,
  identityConfig,
  logConfig,
  multiplyConfig,
  reluConfig,
  reshapeConfig,
  sigmoidConfig,
  sliceConfig,
  softplusConfig,
  splitVConfig,
  subConfig,
  tanhConfig,
]
