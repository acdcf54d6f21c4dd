/** @file What size buys: the served recipe in few passes, with generation networks of several widths. */
import { trainingStep, type Step } from './step.ts'

/** Units of a hidden layer of the generation network; 640 are those of the served weights. */
const WIDTHS = [256, 640, 768] as const

/** Without fine-tuning and acceptance network, which would hide what the networks can do: sizes are compared by likelihood. */
const OPTIONS =
  '--epochs 6 --unshifted-epochs 2 --fine-tune-epochs 0 --prior-epochs 0 --acceptance= --scale-deviation 0'

const model = (width: number) => `width-${width}`
const runOf = (width: number) => `build/size/${model(width)}`
/** In 8 bits, as they would be served: upload, start and times are those that a service would have. */
const weightsOf = (width: number) => `${runOf(width)}/weights`
const layers = (width: number) => [width, width, width].join(',')

export const size: readonly Step[] = [
  ...WIDTHS.flatMap((width) => [
    trainingStep(runOf(width), [...OPTIONS.split(' '), '--generation', layers(width)]),
    { name: `quantize ${runOf(width)}`, argv: quantization(width) },
  ]),
  {
    name: 'evaluation',
    argv: ['scripts/evaluate.ts', '--weights', ...WIDTHS.map(weightsOf), '--out', 'docs/size'],
  },
]

function quantization(width: number): string[] {
  const [run, out] = [runOf(width), weightsOf(width)]
  return ['scripts/quantize.ts', '--run', run, '--out', out, '--model', model(width)]
}
