/**
 * Quantizes a training run to 8-bit weights and says what that costs.
 *
 *   npm run quantize -- --model digits-9
 *   npm run quantize -- --run build/other --out build/weights --model other-1
 *   npm run quantize -- --run build/complete --model complete-5
 *
 * Writes digits.json and digits.bin (what the Worker bundles) and recognition.json and
 * recognition.bin (for evaluation alone); of a run that completes any mask, complete and
 * complete-recognition. The run's log goes with them: its losses, and how long it took.
 */
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Command } from 'commander'
import { loadVerified, type Checkpoint } from '../src/checkpoint/checkpoint.ts'
import type { Manifest } from '../src/checkpoint/manifest.ts'
import { cvaeNetworks, type Cvae } from '../src/networks/cvae.ts'
import {
  COMPLETION_FILE,
  COMPLETION_RECOGNITION_FILE,
  drawingOf,
  encodeCheckpoint,
  isRecognition,
  joinedParameters,
  RECOGNITION_FILE,
  SAMPLING_FILE,
} from './checkpoint.ts'
import { runCommand } from './command.ts'
import { readTraining } from './data/dataset.ts'
import { withAcceptance } from './training/acceptance/file.ts'
import { startBackend } from './training/backend.ts'
import { trainableCvae } from './training/parameters.ts'
import { loadState, requireSameData, RUN_LOG, StateError } from './training/state.ts'
import { lossText, meanNegativeElbo, validationTargets } from './training/validation.ts'
import { logFileOf, writeWeightFile, type Encoded } from './weight-file.ts'

await runCommand(async () => {
  const { run, out, model, data } = new Command('quantize')
    .option('--run <dir>', 'folder of the training run', 'build/digits')
    .option('--out <dir>', 'folder of the weight files', 'weights')
    .requiredOption('--model <name>', 'name of the weights, new for new weights')
    .option('--data <dir>', "the run's dataset (left out: MNIST)")
    .parse()
    .opts<{ run: string; out: string; model: string; data?: string }>()
  await startBackend()
  const state = loadState(run)
  const { configuration, optimizer } = state
  const log = join(run, RUN_LOG)
  if (!existsSync(log)) throw new StateError(`${log}: missing, expected the log of the run`)
  if (configuration.condition === 'image')
    throw new StateError(`${run} predicts masks, expected a run of digits or of completion`)
  const dataset = readTraining(data, configuration.labels)
  requireSameData(state, dataset)
  const validation = validationTargets(dataset.validation, state.options)
  const validate = (cvae: Cvae) => meanNegativeElbo(cvae, configuration, validation, 'validation')

  const trained = trainableCvae(configuration)
  trained.assign(optimizer.average)
  const float32 = validate(trained.networks)
  const { options, before, workers, dataset: sha256, step: steps } = state
  const provenance = { options, before, workers, dataset: sha256, steps }
  const description = { model, configuration, ...drawingOf(options), provenance }
  const { layout, values } = withAcceptance(run, state)
  const encode = (file: string, recognition: boolean) =>
    encodeCheckpoint(
      file,
      { ...description, metrics: { float32, quantized: float32 } },
      layout.filter((block) => isRecognition(block) === recognition),
      values,
    )
  const [served, other] =
    configuration.condition === 'label'
      ? [SAMPLING_FILE, RECOGNITION_FILE]
      : [COMPLETION_FILE, COMPLETION_RECOGNITION_FILE]
  const sampling = encode(served, false)
  const recognition = encode(other, true)
  const parameter = joinedParameters(await decode(sampling), await decode(recognition))
  const quantized = validate(cvaeNetworks(parameter, configuration))

  console.log(`validation, float32: ${lossText(float32)}; 8 bits: ${lossText(quantized)}`)
  for (const { manifest, weights } of [sampling, recognition]) {
    const measured = { ...manifest, metrics: { float32, quantized } }
    const path = writeWeightFile(out, { manifest: measured, weights })
    console.log(
      `${path}: ${manifest.parameters} parameters; float32 ${4 * manifest.parameters} bytes, 8 bits ${weights.length} bytes, gzip ${gzipSync(weights).length} bytes`,
    )
  }
  copyFileSync(log, logFileOf(out, served))
})

/** The checkpoint as its readers get it. */
function decode({ manifest, weights }: Encoded<Manifest>): Promise<Checkpoint> {
  return loadVerified(manifest, weights.buffer)
}
