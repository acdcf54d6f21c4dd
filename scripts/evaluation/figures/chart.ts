/** @file Charts as SVG: vega-lite draws them without a browser or canvas. */
import { parse, View } from 'vega'
import { compile, type Config, type TopLevelSpec } from 'vega-lite'
import type { Estimate } from '../estimate.ts'

/** One look for all charts, legible on a light and on a dark page. */
const CONFIG: Config = {
  background: 'white',
  padding: 12,
  font: 'Helvetica, Arial, sans-serif',
  title: { anchor: 'start', fontSize: 15, subtitleFontSize: 12, subtitlePadding: 4, offset: 12 },
  axis: { labelFontSize: 12, titleFontSize: 12, gridColor: '#e5e5e5' },
  legend: { labelFontSize: 12, titleFontSize: 12, labelLimit: 0, orient: 'bottom' },
  headerFacet: { labelFontSize: 12, labelFontWeight: 'bold' },
  point: { filled: true, size: 50, opacity: 1 },
  view: { stroke: null },
}

/** Colours of two series, apart for every kind of colour vision (Okabe and Ito 2008). */
export const SERIES_COLOURS: [string, string] = ['#0072b2', '#d55e00']

/** Width of a chart's plot, pixels: with its axis it fits a README. */
export const PLOT_WIDTH = 640

/** A chart that its data fully describe. */
export type Chart = TopLevelSpec

/** Renders a chart. */
export async function svgOf(chart: Chart): Promise<string> {
  const { spec } = compile(chart, { config: CONFIG })
  const view = new View(parse(spec), { renderer: 'none' })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

/** One standard error to either side, but no further than `limit`, as the fields of a row. */
export const errorBounds = ({ value, standardError }: Estimate, limit = Infinity) => ({
  value,
  low: value - standardError,
  high: Math.min(limit, value + standardError),
})
