/** @file A scene as an SVG (SVG 2): each digit's outline one path, ink and paper as fills. */
import type { Inks } from './inks.ts'
import type { Scene } from './scene.ts'

export interface SvgOptions {
  readonly inks: Inks
  /** What the picture shows, for those who do not see it; any text. */
  readonly title: string
}

/** Writes a scene as an SVG of `scene.width` by `scene.height` CSS pixels. */
export function renderSvg(scene: Scene, { inks, title }: SvgOptions): string {
  throw new Error(`not yet: ${scene.width} ${inks.ink.alpha} ${title}`)
}
