/** @file A scene as an SVG (SVG 2): each digit's outline one path, ink and paper as fills. */
import { colourText, type Rgba } from './colours.ts'
import type { Inks } from './inks.ts'
import { outlinePath, UNITS_PER_PIXEL } from './outline.ts'
import type { Scene } from './scene.ts'
import { xmlText } from './xml.ts'

export interface SvgOptions {
  readonly inks: Inks
  /** What the picture shows, for those who do not see it; any text. */
  readonly title: string
}

/** Writes a scene as an SVG of `scene.width` by `scene.height` CSS pixels. */
export function renderSvg(scene: Scene, { inks, title }: SvgOptions): string {
  const { width, height, image, cell } = scene
  // Six decimals are a hundredth of a pixel at the far end of any picture.
  const scale = Number((cell.width / (image.columns * UNITS_PER_PIXEL)).toFixed(6))
  const paths = scene.digits.map(({ logits, left, top }) => {
    const outline = outlinePath({ logits, ...image }, cell.slant)
    return `<path transform="translate(${left} ${top})scale(${scale})" d="${outline}"/>`
  })
  const paper = `<path${fill(inks.paper)} d="M0 0h${width}v${height}H0z"/>`
  return svgDocument({
    width,
    height,
    title,
    content: `${inks.paper.alpha === 0 ? '' : paper}<g${fill(inks.ink)}>${paths.join('')}</g>`,
  })
}

/** An SVG that is one picture to assistive technology (WAI-ARIA 1.2, role img). */
export function svgDocument(picture: {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly content: string
}): string {
  const { width, height, title, content } = picture
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"><title>${xmlText(title)}</title>${content}</svg>`
}

/** Attributes of a fill; not all renderers read hex colours with alpha. */
export function fill({ alpha, ...rgb }: Rgba): string {
  const opacity = alpha === 255 ? '' : ` fill-opacity="${Number((alpha / 255).toFixed(4))}"`
  return ` fill="#${colourText({ ...rgb, alpha: 255 })}"${opacity}`
}
