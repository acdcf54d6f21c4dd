/** @file The page of the served completions. */
import { markdownTable, percent, plain, whole } from './format.ts'
import { AVERAGED_SAMPLES, type Legibility } from './legibility-report.ts'

/** Path of the sheet, from the page. */
export const LEGIBILITY_SHEET = 'completions.png'

/** The page's Markdown. */
export const legibilityMarkdown = (figures: Legibility): string =>
  [
    `# Completions of ${figures.model}`,
    `Written by \`npm run evaluate -- --task legibility\`; never by hand. ± is one standard error. Legible: read by the judge as the label of the test digit whose part was given, of ${whole(figures.budget.digits)} digits at temperature 1, the label not told to the model or told; the judge reads ${percent(figures.real)} of the whole digits right. From a part alone the label is not always certain. Distance: mean Euclidean distance of two completions of one part, levels from 0 to 1, ${figures.budget.comparedSamples} completions each of ${figures.budget.comparedDigits} digits.`,
    legibilityTable(figures),
    `Of ${whole(figures.budget.randomCompletions)} completions of random masks, asked for by links, ${whole(figures.exact)} pictures of the model's own 28 x 28 pixels had every observed level as it was (about one mask in 25 shows nothing); larger ones are interpolated.`,
    `![Given, three answers, ten completions and the whole digit](${LEGIBILITY_SHEET})`,
    `By columns: what is given; the guess of the baseline network; the deterministic completion, z = E[z|x]; the average of ${AVERAGED_SAMPLES} completions; ten completions without label; the test digit.`,
  ].join('\n\n')

/** A row for each part. */
export const legibilityTable = ({ parts }: Pick<Legibility, 'parts'>): string =>
  markdownTable(
    ['given', 'legible', 'legible, label told', 'distance'],
    parts.map(({ part, legible, legibleOfLabel, distance }) => [
      part,
      percent(legible),
      percent(legibleOfLabel),
      plain(distance),
    ]),
  )
