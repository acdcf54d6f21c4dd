/**
 * @file <edge-digit>: a handwritten digit, number or morph on any page, without dependencies.
 *
 *   <script type="module" src="https://your-service.example/edge-digit.js"></script>
 *   <edge-digit label="7" seed="ada" size="64"></edge-digit>
 *   <edge-digit digits="2024" seed="ada" size="64" ink="navy" paper="transparent"></edge-digit>
 *   <edge-digit from="3" to="8" seed="ada" size="96"></edge-digit>
 *
 * Attributes are the parameters of the endpoint. Screens of twice the density get twice the pixels,
 * where the service draws as many; readers who prefer reduced motion get the first picture of a morph.
 * `origin` names another service than the one that this file is from, or a release of one, whose drawings stay
 * the same when newer models come: `https://your-service.example/v1`.
 */

/**
 * The parameters that are passed on, for each endpoint.
 *
 * @type {Readonly<Record<'digit' | 'number' | 'morph', readonly string[]>>}
 */
export const PARAMETERS = (() => {
  const shared = ['seed', 'temperature', 'size', 'padding', 'ink', 'paper', 'invert', 'format']
  return {
    digit: ['label', ...shared],
    number: ['digits', ...shared, 'spacing', 'slant'],
    morph: ['from', 'to', ...shared, 'frames', 'frame', 'fps', 'loop', 'bounce'],
  }
})()

/** Of a picture, all frames together; as the service has it. */
const MAX_PICTURE_PIXELS = 1_200_000

const HERE = new URL(import.meta.url).origin

/** @typedef {Readonly<Record<string, string | number | boolean | null | undefined>>} Options */

/**
 * Which endpoint the options are for.
 *
 * @param {Options} options
 * @returns {'digit' | 'number' | 'morph'}
 */
const endpointOf = ({ digits, from, to }) =>
  given(digits) ? 'number' : given(from) || given(to) ? 'morph' : 'digit'

/** @param {unknown} value */
const given = (value) => value !== undefined && value !== null && value !== ''

/**
 * The format that is asked for. Of a morph it is always said: what Accept prefers could be a still in some
 * browsers, and has no `frame` in others.
 *
 * @param {Options} options
 */
const formatOf = ({ format, frame, ...others }) =>
  given(format) || endpointOf(others) !== 'morph' ? format : given(frame) ? 'png' : 'apng'

/**
 * The URL of a picture.
 *
 * @param {Options} options Parameters by name; others are left out.
 * @param {string} [origin] Of the service, with the path of a release if one is wanted.
 * @returns {string}
 */
export function digitUrl(options, origin = HERE) {
  const endpoint = endpointOf(options)
  const url = new URL(`${origin.replace(/\/$/, '')}/${endpoint}`)
  for (const name of [...PARAMETERS[endpoint], 'dpr']) {
    const value = name === 'format' ? formatOf(options) : options[name]
    if (given(value)) url.searchParams.set(name, String(value))
  }
  return url.href
}

/**
 * Whether the service draws the picture with two device pixels for each pixel. An SVG has none of its own: shown as
 * one of them, it would be half as large.
 *
 * @param {Options} options
 * @returns {boolean}
 */
export function fitsTwice(options) {
  if (options['format'] === 'svg') return false
  /** @type {(name: string, fallback: number) => number} */
  const numberOf = (name, fallback) => Number(given(options[name]) ? options[name] : fallback)
  const cell = 2 * numberOf('size', 28)
  const paper = 4 * numberOf('padding', 0)
  /** @param {number} width */
  const fits = (width, frames = 1) => width * (cell + paper) * frames <= MAX_PICTURE_PIXELS
  switch (endpointOf(options)) {
    case 'number': {
      const spacing = Math.max(0, numberOf('spacing', 0.12))
      const digits = String(options['digits']).length
      const slanted = 2 * Math.ceil((Math.abs(numberOf('slant', 0)) * cell) / 2)
      return fits(Math.ceil(cell * (digits * (1 + spacing) + 1)) + slanted + paper)
    }
    case 'morph': {
      const frames = numberOf('frames', 16)
      const isStill = formatOf(options) !== 'apng'
      const isOneWay = ['false', '0'].includes(String(options['bounce']))
      return fits(cell + paper, isStill ? 1 : isOneWay ? frames : 2 * frames - 2)
    }
    default:
      return fits(cell + paper)
  }
}

/**
 * What the picture shows, for those who do not see it.
 *
 * @param {Options} options
 * @returns {string}
 */
export function altText(options) {
  const { label, digits, from, to } = options
  switch (endpointOf(options)) {
    case 'number':
      return `The handwritten number ${digits}`
    case 'morph':
      return given(from) && given(to)
        ? `A handwritten ${from} that turns into ${Number(to) === 8 ? 'an' : 'a'} ${to}`
        : 'A handwritten digit'
    default:
      return given(label) ? `A handwritten ${label}` : 'A handwritten digit'
  }
}

if (globalThis.customElements !== undefined && customElements.get('edge-digit') === undefined)
  customElements.define(
    'edge-digit',
    class extends HTMLElement {
      static observedAttributes = ['alt', 'origin', ...new Set(Object.values(PARAMETERS).flat())]

      /** A change of several attributes draws once. */
      #isWaiting = false

      /** Of an element without one: both densities, and all sizes and colours, show one digit. */
      #seed = crypto.getRandomValues(new Uint32Array(2)).join('')

      connectedCallback() {
        this.attributeChangedCallback()
      }

      attributeChangedCallback() {
        if (!this.isConnected || this.#isWaiting) return
        this.#isWaiting = true
        queueMicrotask(() => {
          this.#isWaiting = false
          this.#render()
        })
      }

      #render() {
        /** @type {Record<string, string>} */
        const options = Object.fromEntries(
          Array.from(this.attributes, ({ name, value }) => [name, value]),
        )
        options['seed'] ||= this.#seed
        // HTML writes a true attribute without a value.
        for (const name of ['invert', 'bounce']) if (options[name] === '') options[name] = 'true'
        const origin = options['origin'] || HERE
        const image = document.createElement('img')
        image.alt = options['alt'] ?? altText(options)
        if (fitsTwice(options)) image.srcset = `${digitUrl({ ...options, dpr: 2 }, origin)} 2x`
        image.src = digitUrl(options, origin)
        image.style.verticalAlign = 'middle'
        this.replaceChildren(
          endpointOf(options) === 'morph' ? withStill(image, options, origin) : image,
        )
      }
    },
  )

/**
 * @param {HTMLImageElement} image
 * @param {Options} options
 * @param {string} origin
 */
function withStill(image, options, origin) {
  const picture = document.createElement('picture')
  const still = document.createElement('source')
  still.media = '(prefers-reduced-motion: reduce)'
  still.srcset = digitUrl({ ...options, format: 'png' }, origin)
  picture.append(still, image)
  return picture
}
