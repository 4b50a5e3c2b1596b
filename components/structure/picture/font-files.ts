import type { FontFile } from './png-order'

/** The parts of a font of the page that have these letters. */
export async function fontFiles(
  family: string,
  letters: ReadonlySet<number>,
  signal: AbortSignal | undefined,
): Promise<FontFile[]> {
  const faces = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => {
      const isNormal = (style.getPropertyValue('font-style') || 'normal') === 'normal'
      return isNormal && family.includes(nameOf(style)) && hasAny(style.getPropertyValue('unicode-range'), letters)
    })
  return Promise.all(faces.map((face) => readFile(face, signal)))
}

const nameOf = (style: CSSStyleDeclaration) => style.getPropertyValue('font-family').replaceAll(/["']/g, '')

async function readFile(
  { style, parentStyleSheet }: CSSFontFaceRule,
  signal: AbortSignal | undefined,
): Promise<FontFile> {
  const address = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1] ?? ''
  const found = await fetch(new URL(address, parentStyleSheet?.href ?? document.baseURI), { signal })
  return {
    family: nameOf(style),
    weight: style.getPropertyValue('font-weight') || 'normal',
    unicodeRange: style.getPropertyValue('unicode-range') || 'U+0-10FFFF',
    data: await found.arrayBuffer(),
  }
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
