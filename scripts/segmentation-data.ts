/**
 * Makes the segmentation task from MNIST: digits on clutter and noise (x) and their masks (y), clean
 * and with occluding blocks, as files of MNIST's format.
 *
 *   npm run segmentation:data -- --out build/segmentation
 *   npm run segmentation:data -- --out build/segmentation --data DIR --seed 1
 *
 * Writes clean/ and occluded/, each with {train,t10k}-{images,masks,labels}, and sheet.png: image, with
 * blocks and mask of the first scenes. Prints a line of JSON for each split, with the mean IoU that
 * the best global threshold reaches on its first 1,000 images.
 */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { runCommand } from './command.ts'
import { readTest, readTraining } from './data/dataset.ts'
import type { Split } from './data/split.ts'
import { contactSheet } from './segmentation/contact-sheet.ts'
import { joined, scenesOf, writeScenes, type Scenes } from './segmentation/files.ts'
import { bestThreshold } from './segmentation/overlap.ts'

const MEASURED = 1000

const { out, data, seed } = new Command()
  .description('Makes the segmentation task: digits on clutter, and their masks.')
  .requiredOption('--out <directory>', 'folder to write to')
  .option('--data <directory>', "folder with files of MNIST's names (default: MNIST)")
  .option('--seed <string>', 'of everything random', '0')
  .parse()
  .opts<{ out: string; data?: string; seed: string }>()

await runCommand(async () => {
  const { training, validation } = readTraining(data)
  const image = { rows: training.rows, columns: training.columns }
  const test = readTest(data, { image, labels: training.labelCount })
  const scenes = (split: Split, occluded: boolean): Scenes =>
    split === 't10k'
      ? scenesOf(test, `${seed}/test`, { occluded })
      : // What is kept for validation has no piece of what is trained on.
        joined(
          scenesOf(training, `${seed}/training`, { occluded }),
          scenesOf(validation, `${seed}/validation`, { occluded }),
        )
  for (const split of ['train', 't10k'] as const) {
    const [clean, occluded] = [scenes(split, false), scenes(split, true)]
    for (const [variant, made] of Object.entries({ clean, occluded })) {
      writeScenes(join(out, variant), split, made)
      console.log(JSON.stringify({ variant, split, ...summary(made) }))
    }
    if (split === 'train') writeFileSync(join(out, 'sheet.png'), contactSheet(clean, occluded))
  }
})

function summary({ images, masks, labels, rows, columns }: Scenes) {
  const size = rows * columns
  const measured = MEASURED * size
  const threshold = bestThreshold(images.subarray(0, measured), masks.subarray(0, measured), size)
  return {
    images: labels.length,
    threshold: threshold.level,
    thresholdMeanIou: Number(threshold.meanIou.toFixed(4)),
    sha256: createHash('sha256').update(images).update(masks).digest('hex'),
  }
}
