/** @file What reports are turned into: pages, and their charts. Pictures of digits need the networks too. */
import { join } from 'node:path'
import { COMPLETION_CHART, completionMarkdown } from './completion-page.ts'
import type { CompletionReport } from './completion-report.ts'
import { chartsOf, evaluationMarkdown, FIGURES } from './evaluation-page.ts'
import { svgOf } from './figures/chart.ts'
import { completionChart } from './figures/completion.ts'
import { write, writeFormatted } from './files.ts'
import { legibilityMarkdown } from './legibility-page.ts'
import type { Legibility } from './legibility-report.ts'
import type { Report } from './report.ts'
import { segmentationMarkdown } from './segmentation-page.ts'
import type { SegmentationReport } from './segmentation-report.ts'

/** Writes `evaluation.md` and its charts to a folder. */
export async function writeEvaluation(directory: string, report: Report): Promise<void> {
  for (const [name, chart] of chartsOf(report))
    write(join(directory, FIGURES, `${name}.svg`), await svgOf(chart))
  await writeFormatted(join(directory, 'evaluation.md'), evaluationMarkdown(report))
}

/** Writes `completion.md` and its chart to a folder. */
export async function writeCompletion(directory: string, report: CompletionReport): Promise<void> {
  write(join(directory, COMPLETION_CHART), await svgOf(completionChart(report)))
  await writeFormatted(join(directory, 'completion.md'), completionMarkdown(report))
}

/** Writes `legibility.md` to a folder. */
export const writeLegibility = (directory: string, figures: Legibility): Promise<void> =>
  writeFormatted(join(directory, 'legibility.md'), legibilityMarkdown(figures))

/** Writes `segmentation.md` to a folder. */
export const writeSegmentation = (directory: string, report: SegmentationReport): Promise<void> =>
  writeFormatted(join(directory, 'segmentation.md'), segmentationMarkdown(report))
