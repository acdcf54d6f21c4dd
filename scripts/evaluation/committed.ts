/** @file The reports of docs/, from which its pages are written. */
import { join } from 'node:path'
import { COMPLETION_REPORT_FILE, completionReportSchema } from './completion-report.ts'
import { LEGIBILITY_FILE, legibilitySchema } from './legibility-report.ts'
import { REPORT_FILE, reportSchema } from './report.ts'
import { readReport } from './report-file.ts'
import { SEGMENTATION_FILE, segmentationReportSchema } from './segmentation-report.ts'

/** Their folders, from the top of the repository. */
export const DOCS = 'docs'
export const COMPLETION_DOCS = join(DOCS, 'completion')
export const SEGMENTATION_DOCS = join(DOCS, 'segmentation')
export const SIZE_DOCS = join(DOCS, 'size')

/**
 * Reads them.
 *
 * @throws {DataError} When one is missing or not what it should be.
 */
export const committedReports = () => ({
  evaluation: readReport(join(DOCS, REPORT_FILE), reportSchema),
  completion: readReport(join(COMPLETION_DOCS, COMPLETION_REPORT_FILE), completionReportSchema),
  legibility: readReport(join(COMPLETION_DOCS, LEGIBILITY_FILE), legibilitySchema),
  size: readReport(join(SIZE_DOCS, REPORT_FILE), reportSchema),
  segmentation: readReport(join(SEGMENTATION_DOCS, SEGMENTATION_FILE), segmentationReportSchema),
})
