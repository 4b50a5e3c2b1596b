import { type PlainColor, plainColor } from './plain-color'

/** As wide as ours, so that names stay in their boxes where ours is not installed and not read. */
const fallbackFonts = ['JetBrains Mono', 'Menlo', 'Consolas', 'DejaVu Sans Mono', 'Liberation Mono', 'monospace']

/** Half of what rises above the line less half of what hangs below it: where not every program knows the middle. */
const middleEm = 0.36

/**
 * Makes a drawing that is in the page stand alone, for programs that know SVG 1.1 and sRGB and nothing of our styles:
 * colours are hexadecimal, arrow heads have their own, fonts come with others to fall back on and in the file itself.
 */
export async function makePlain(svg: SVGSVGElement): Promise<void> {
  const colorOf = plainColors(svg)
  // Everything is read before anything is written: a style that changes would have all of them worked out again.
  const styled = [...svg.querySelectorAll<SVGElement>('*')].map((element) => ({
    element,
    css: styleOf(element, colorOf),
  }))
  const text = getComputedStyle(svg.querySelector('text') ?? svg)
  // One font is used throughout; what stands for any font comes last.
  const [family = ''] = text.fontFamily.split(',')
  const font = `font-family:${[family, ...fallbackFonts].join(', ')};font-size:${text.fontSize}`
  for (const { element, css } of styled) {
    if (css === undefined) element.remove()
    else if (css !== '') element.setAttribute('style', css)
    for (const name of unread) element.removeAttribute(name)
    if (!element.hasAttribute('dominant-baseline')) continue
    element.removeAttribute('dominant-baseline')
    element.setAttribute('dy', `${middleEm}em`)
  }
  svg.setAttribute('style', font)
  colorArrowHeads(svg)
  await embedFonts(svg, family)
}

const unread = [
  ...['class', 'tabindex', 'role', 'data-node', 'data-drawing', 'fill', 'stroke', 'stroke-width'],
  ...['stroke-dasharray', 'paint-order', 'aria-pressed', 'aria-expanded', 'aria-label', 'aria-hidden'],
]

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
function plainColors(svg: SVGSVGElement): ColorOf {
  const known = new Map<string, PlainColor | undefined>()
  const probe = document.createElement('span')
  return (css) => {
    if (known.has(css)) return known.get(css)
    svg.parentElement?.append(probe)
    probe.style.color = ''
    probe.style.color = `color-mix(in srgb, ${css}, ${css})`
    const plain = probe.style.color === '' ? undefined : plainColor(getComputedStyle(probe).color)
    probe.remove()
    known.set(css, plain)
    return plain
  }
}

/** A head for each colour of arrow: few programs know that one can have the colour of its line. */
function colorArrowHeads(svg: SVGSVGElement): void {
  const head = svg.querySelector('marker')
  const made = new Set<string>()
  for (const line of svg.querySelectorAll<SVGElement>('[marker-end]')) {
    const color = plainColor(line.style.stroke)?.hex ?? '#000000'
    const name = `arrow-${color.slice(1)}`
    line.setAttribute('marker-end', `url(#${name})`)
    if (made.has(name) || !head) continue
    made.add(name)
    const own = head.cloneNode(true) as SVGMarkerElement
    own.id = name
    const shape = own.querySelector('path')
    shape?.setAttribute('style', (shape.getAttribute('style') ?? '').replace('stroke:none', `stroke:${color}`))
    head.after(own)
  }
  head?.remove()
}

/** The parts of our own font that have the letters of the drawing: for programs that read fonts from the file. */
async function embedFonts(svg: SVGSVGElement, family: string): Promise<void> {
  const letters = new Set(Array.from(svg.textContent ?? '', (letter) => letter.codePointAt(0) ?? 0))
  const faces = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => {
      const name = style.getPropertyValue('font-family').replaceAll(/["']/g, '')
      const isNormal = (style.getPropertyValue('font-style') || 'normal') === 'normal'
      return isNormal && family.includes(name) && hasAny(style.getPropertyValue('unicode-range'), letters)
    })
  const rules = await Promise.all(faces.map(embeddedRule))
  const style = document.createElementNS(svg.namespaceURI, 'style')
  style.textContent = rules.join('\n')
  svg.prepend(style)
}

async function embeddedRule({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const address = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1] ?? ''
  const blob = await (await fetch(new URL(address, parentStyleSheet?.href ?? document.baseURI))).blob()
  const data = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
  const kept = ['font-family', 'font-style', 'font-weight', 'unicode-range']
  const rules = kept.map((name) => `${name}:${style.getPropertyValue(name)}`)
  return `@font-face{${rules.join(';')};src:url(${data}) format("woff2")}`
}

/** Whether a range such as `U+0-FF, U+131` has any of the letters; a face without a range is for every letter. */
function hasAny(range: string, letters: ReadonlySet<number>): boolean {
  if (range === '') return true
  const spans = range.split(',').map((span) => {
    const [from = '', to = from] = span.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(from.replaceAll('?', '0'), 16), Number.parseInt(to.replaceAll('?', 'F'), 16)] as const
  })
  return [...letters].some((letter) => spans.some(([from, to]) => letter >= from && letter <= to))
}
