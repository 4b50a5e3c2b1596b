import { type PlainColor, plainColor } from './plain-color'
import { xmlText } from './xml-text'

/** As wide as ours, so that names stay in their boxes where ours is not installed and not read. */
const fallbackFonts = ['JetBrains Mono', 'Menlo', 'Consolas', 'DejaVu Sans Mono', 'Liberation Mono', 'monospace']

/** Half of what rises above the line less half of what hangs below it: where not every program knows the middle. */
const middleEm = 0.36

export type PlainSvg = {
  /** The element and all in it as text. */
  write(element: SVGElement): string
  /** Heads in the colours of the arrows so far: few programs know that one can have the colour of its line. */
  writeHeads(head: SVGElement): string
  /** The letters so far, by code point. */
  letters: ReadonlySet<number>
}

/**
 * Writes pieces of a drawing that are in the page so that they stand alone, for programs that know SVG 1.1 and sRGB and
 * nothing of our styles: colours are hexadecimal, arrow heads have their own. Asks for the style of each kind of shape
 * once, and for no place, so that the page need not be laid out: the pieces need not be seen.
 */
export function plainSvg(host: Element): PlainSvg {
  const colorOf = plainColors(host)
  const styles = new Map<string, string | undefined>()
  const heads = new Set<string>()
  const letters = new Set<number>()

  const write = (element: SVGElement, around: string, headColor?: string): string => {
    const kind = `${around}>${element.localName} ${looks.map((name) => element.getAttribute(name) ?? '').join('|')}`
    if (!styles.has(kind)) styles.set(kind, styleOf(element, colorOf))
    const css = styles.get(kind)
    if (css === undefined) return ''
    const attributes = [...element.attributes].flatMap(({ name, value }) => {
      if (name === 'dominant-baseline') return `dy="${middleEm}em"`
      if (name === 'marker-end') return `marker-end="url(#${headOf(css)})"`
      if (name === 'id' && headColor) return `id="${nameOfHead(headColor)}"`
      return unread.has(name) ? [] : `${name}="${xmlText(value)}"`
    })
    if (css !== '') attributes.push(`style="${headColor ? css.replace('stroke:none', `stroke:${headColor}`) : css}"`)
    const inside = [...element.childNodes].map((child) =>
      child instanceof SVGElement ? write(child, kind, headColor) : writeText(child.textContent ?? ''),
    )
    return `<${[element.localName, ...attributes].join(' ')}>${inside.join('')}</${element.localName}>`
  }
  const headOf = (css: string) => {
    const color = /stroke:(#\w+)/.exec(css)?.[1] ?? '#000000'
    heads.add(color)
    return nameOfHead(color)
  }
  const writeText = (text: string) => {
    for (const letter of text) letters.add(letter.codePointAt(0) ?? 0)
    return xmlText(text)
  }
  return {
    write: (element) => write(element, ''),
    writeHeads: (head) => [...heads].map((color) => write(head, '', color)).join(''),
    letters,
  }
}

/** The fonts of a drawing that is in the page: its own, and those for programs that do not find it. */
export function plainFont(text: Element): { family: string; css: string } {
  const { fontFamily, fontSize } = getComputedStyle(text)
  // One font is used throughout; what stands for any font comes last.
  const [family = ''] = fontFamily.split(',')
  return { family, css: `font-family:${[family, ...fallbackFonts].join(', ')};font-size:${fontSize}` }
}

const nameOfHead = (color: string) => `arrow-${color.slice(1)}`

/** What the style of a shape comes from. */
const looks = [
  ...['class', 'style', 'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'paint-order', 'opacity'],
] as const

const unread: ReadonlySet<string> = new Set([
  ...['class', 'style', 'tabindex', 'role', 'data-node', 'fill', 'stroke', 'stroke-width', 'stroke-dasharray'],
  ...['paint-order', 'opacity', 'aria-pressed', 'aria-expanded', 'aria-label', 'aria-hidden'],
])

type ColorOf = (css: string) => PlainColor | undefined

/** The style of a shape, empty for what has none; undefined for what is there for the pointer alone. */
function styleOf(element: SVGElement, colorOf: ColorOf): string | undefined {
  const style = getComputedStyle(element)
  const rules: string[] = style.opacity === '1' ? [] : [`opacity:${style.opacity}`]
  if (!(element instanceof SVGGeometryElement || element instanceof SVGTextElement)) return rules.join(';')
  const isHead = element.closest('marker') !== null
  const [fill, stroke] = [colorOf(style.fill), colorOf(style.stroke)]
  if (!fill?.opacity && !stroke?.opacity && !isHead) return undefined
  rules.push(...paint('fill', fill), ...paint('stroke', stroke))
  if (stroke?.opacity || isHead) rules.push(`stroke-width:${style.strokeWidth}`)
  if (style.strokeDasharray !== 'none') rules.push(`stroke-dasharray:${style.strokeDasharray}`)
  if (style.paintOrder !== 'normal') rules.push(`paint-order:${style.paintOrder}`)
  return rules.join(';')
}

function paint(name: 'fill' | 'stroke', color: PlainColor | undefined): string[] {
  if (!color?.opacity) return [`${name}:none`]
  return [`${name}:${color.hex}`, ...(color.opacity < 1 ? [`${name}-opacity:${color.opacity}`] : [])]
}

/** Asks the browser what a colour is in sRGB, each once. */
function plainColors(host: Element): ColorOf {
  const known = new Map<string, PlainColor | undefined>()
  const probe = document.createElement('span')
  return (css) => {
    if (known.has(css)) return known.get(css)
    host.append(probe)
    probe.style.color = ''
    probe.style.color = `color-mix(in srgb, ${css}, ${css})`
    const plain = probe.style.color === '' ? undefined : plainColor(getComputedStyle(probe).color)
    probe.remove()
    known.set(css, plain)
    return plain
  }
}
