/**
 * Trains the judge, the classifier that scores drawn digits, and writes its weights.
 *
 *   npm run judge
 *   npm run judge -- --data DIR --epochs 5 --out build/judge
 *
 * It sees the training digits alone; the test digits say how well it reads. The last line of
 * the output is JSON.
 */
import { Command } from 'commander'
import { runCommand } from './command.ts'
import { decodeClassifier, encodeClassifier } from './classifier/checkpoint.ts'
import { classify } from './classifier/classify.ts'
import { JUDGE_FILE } from './classifier/judge.ts'
import { configurationFor, JUDGE } from './classifier/presets.ts'
import { trainClassifier } from './classifier/train.ts'
import { readTest, readTraining } from './data/dataset.ts'
import { trainingDigits } from './evaluation/digits.ts'
import { agreementOf } from './evaluation/quality.ts'
import { positiveInteger } from './flags.ts'
import { startBackend } from './training/backend.ts'
import { writeWeightFile } from './weight-file.ts'

await runCommand(async () => {
  const flags = new Command('judge')
    .option('--data <dir>', "dataset in MNIST's format (left out: MNIST)")
    .option(
      '--epochs <n>',
      'passes over the training images',
      positiveInteger,
      JUDGE.options.epochs,
    )
    .option('--out <dir>', 'folder of the weight files', 'weights')
    .parse()
    .opts<{ data?: string; epochs: number; out: string }>()
  await startBackend()
  const data = readTraining(flags.data)
  const digits = trainingDigits(data)
  const configuration = configurationFor(JUDGE, digits)
  const options = { ...JUDGE.options, epochs: flags.epochs }
  const { parameters } = trainClassifier(configuration, digits, options, (report) =>
    console.log(JSON.stringify(report)),
  )
  const encoded = encodeClassifier(
    JUDGE_FILE,
    { configuration, options, dataset: data.sha256, testAccuracy: 0 },
    parameters,
  )
  // The accuracy of the 8-bit weights, which are what is read back.
  const test = readTest(flags.data, configuration)
  const reading = classify(await decodeClassifier(encoded), test.images, test.labels.length)
  const { agreement, labels } = agreementOf(reading, test)
  const manifest = { ...encoded.manifest, testAccuracy: agreement.value }
  console.log(`${writeWeightFile(flags.out, { ...encoded, manifest })}: written`)
  console.log(JSON.stringify({ testAccuracy: agreement, labels }))
})
