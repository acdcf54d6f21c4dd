import { describe, expect, it } from 'vitest'
import { completion } from '../../scripts/studies/completion.ts'
import { family } from '../../scripts/studies/family.ts'
import { segmentation } from '../../scripts/studies/segmentation.ts'
import { size } from '../../scripts/studies/size.ts'
import { commandOf, differences, trainingStep, type Progress } from '../../scripts/studies/step.ts'
import { parseTrainFlags } from '../../scripts/training/flags.ts'
import { observesOnePart } from '../../src/networks/configuration.ts'

const there = (files: readonly string[], progress: Progress = 'none') => ({
  hasFile: (path: string) => files.includes(path),
  progressOf: () => progress,
})

describe('a step of a study', () => {
  it('that writes files is run until all are there', () => {
    const step = { name: 'data', argv: ['make.ts'], finished: { files: ['a', 'b'] } }
    expect(commandOf(step, there(['a']))).toEqual(['make.ts'])
    expect(commandOf(step, there(['a', 'b']))).toBeUndefined()
  })

  it('that trains begins, goes on, or is finished', () => {
    const step = trainingStep('build/run', ['--preset', 'segmentation'], 'build/data')
    const begin = 'scripts/train.ts --data build/data --out build/run --preset segmentation'
    expect(commandOf(step, there([]))?.join(' ')).toBe(begin)
    const goOn = 'scripts/train.ts --data build/data --out build/run --resume'
    expect(commandOf(step, there([], 'begun'))?.join(' ')).toBe(goOn)
    expect(commandOf(step, there([], 'finished'))).toBeUndefined()
  })

  it('that says nothing of an end is always run', () => {
    expect(commandOf({ name: 'page', argv: ['page.ts'] }, there([], 'finished'))).toEqual([
      'page.ts',
    ])
  })
})

describe('the study of segmentation', () => {
  it('makes data, trains on both kinds and evaluates both runs', () => {
    const commands = segmentation.map((step) => commandOf(step, there([]))?.join(' '))
    expect(commands).toEqual([
      'scripts/segmentation-data.ts --out build/segmentation',
      'scripts/train.ts --data build/segmentation/clean --out build/segmentation/run-clean --preset segmentation',
      'scripts/train.ts --data build/segmentation/occluded --out build/segmentation/run-occluded --preset segmentation',
      'scripts/evaluate.ts --task segmentation --data build/segmentation --run build/segmentation/run-clean build/segmentation/run-occluded --out docs/segmentation',
    ])
  })
})

describe('a run that is there', () => {
  const trained = parseTrainFlags(['node', 'train', '--preset', 'gsnn', '--epochs', '20']).options

  it('is of the recipe, or what it has otherwise is told', () => {
    expect(differences(trained, { ...trained })).toEqual([])
    expect(differences(trained, { ...trained, epochs: 16, generation: [4, 4] })).toEqual([
      `generation ${JSON.stringify(trained.generation)}, expected [4,4]`,
      'epochs 20, expected 16',
    ])
  })
})

describe('the study of the family', () => {
  it('trains presets, evaluates them beside the served weights and writes the pages', () => {
    const commands = family.map((step) => commandOf(step, there([]))?.join(' '))
    expect(commands.at(-2)).toBe(
      'scripts/evaluate.ts --weights weights --run build/paper-mlp build/gsnn build/hybrid build/blog --out docs',
    )
    expect(commands.slice(0, 4)).toContain(
      'scripts/train.ts --out build/blog --preset blog --workers 1',
    )
    expect(commands.at(-1)).toBe('scripts/card.ts')
  })
})

describe('the study of completion', () => {
  const trainings = completion.filter(({ argv }) => argv[0] === 'scripts/train.ts')
  const parsed = trainings.map(({ argv }) => parseTrainFlags(['node', ...argv]))

  it('has only options that training takes, and a folder for each run', () => {
    expect(parsed.every(({ options }) => observesOnePart(options.condition))).toBe(true)
    expect(new Set(parsed.map(({ out }) => out)).size).toBe(trainings.length)
  })

  it('goes on from runs that it trained before', () => {
    const unknown = parsed.filter(
      ({ from }, index) =>
        from !== undefined && !parsed.slice(0, index).some(({ out }) => out === from),
    )
    expect(unknown).toEqual([])
  })

  it('evaluates runs that it trained', () => {
    const outs = new Set(parsed.map(({ out }) => out))
    const evaluated = completion
      .filter(({ argv }) => argv.includes('--run'))
      .flatMap(({ argv }) => argv.slice(argv.indexOf('--run') + 1))
    expect(evaluated.length).toBeGreaterThan(10)
    expect(evaluated.filter((run) => !outs.has(run))).toEqual([])
  })
})

describe('the study of size', () => {
  it('trains the served recipe at several widths, in 8 bits as it would be served, and compares them', () => {
    const commands = size.map((step) => commandOf(step, there([]))?.join(' '))
    const options =
      '--epochs 6 --unshifted-epochs 2 --fine-tune-epochs 0 --prior-epochs 0 --acceptance= --scale-deviation 0'
    expect(commands.slice(0, 2)).toEqual([
      `scripts/train.ts --out build/size/width-256 ${options} --generation 256,256,256`,
      'scripts/quantize.ts --run build/size/width-256 --out build/size/width-256/weights --model width-256',
    ])
    expect(commands.at(-1)).toBe(
      `scripts/evaluate.ts --weights ${[256, 640, 768].map((width) => `build/size/width-${width}/weights`).join(' ')} --out docs/size`,
    )
  })
})
