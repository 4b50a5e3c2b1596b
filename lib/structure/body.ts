import type { OutlineSymbol } from './outline'
import type { StubIdiom } from './stub-idioms'

/** A declaration cut around its body, and the stub that fits there; `before`, `inside` and `after` together are the text. */
export type Body = { before: string; inside: string; after: string; stub: string }

/**
 * Finds the body of a declaration from the signature that an outline knows and the lines that it spans. Undefined where
 * it has none, or is written in a way that cannot be cut without parsing it.
 */
export function findBody(text: string, { signature }: Pick<OutlineSymbol, 'signature'>, idiom: StubIdiom) {
  const from = endOfSignature(text, signature)
  return from === undefined ? undefined : cutters[idiom.style](text, from, idiom)
}

/** Signatures are folded: white space does not count. */
function endOfSignature(text: string, signature: string): number | undefined {
  const wanted = signature.replace(/\s+/g, '')
  const firstLine = text.indexOf('\n') === -1 ? text.length : text.indexOf('\n')
  for (let start = 0; start < firstLine; start += 1) {
    if (text[start] !== wanted[0]) continue
    let matched = 0
    let at = start
    for (; matched < wanted.length && at < text.length; at += 1) {
      if (text[at] === wanted[matched]) matched += 1
      else if (!/\s/.test(text[at] ?? '')) break
    }
    if (matched === wanted.length) return at
  }
  return undefined
}

type Cutter = (text: string, from: number, idiom: StubIdiom) => Body | undefined

const cutters: Record<StubIdiom['style'], Cutter> = { braces: cutBraces, indent: cutIndent, end: cutEnd }

/** The brace after the signature opens, the one that begins the last line closes. */
function cutBraces(text: string, from: number, idiom: StubIdiom): Body | undefined {
  const rest = text.slice(from)
  const opening = /^\s*(?:=>?\s*|->\s*)?\{/.exec(rest)?.[0]
  if (opening === undefined) return cutExpression(text, from, idiom)
  const start = from + opening.length
  const lastLine = text.trimEnd().lastIndexOf('\n') + 1
  const end = lastLine <= start ? -1 : text.slice(lastLine).search(/^\s*\}/)
  if (end === -1) return undefined
  const close = text.indexOf('}', lastLine)
  const indent = /^[ \t]*/.exec(text)?.[0] ?? ''
  const newline = newlineOf(text)
  const stub = `${newline}${innerIndent(text.slice(start), indent)}${idiom.statement}${newline}${indent}`
  return { before: text.slice(0, start), inside: text.slice(start, close), after: text.slice(close), stub }
}

/** All that follows `=` or `=>`. */
function cutExpression(text: string, from: number, { expression }: StubIdiom): Body | undefined {
  const sign = /^\s*=>?\s*/.exec(text.slice(from))?.[0]
  if (expression === undefined || sign === undefined) return undefined
  const start = from + sign.length
  const end = text.length - (/[;,\s]*$/.exec(text)?.[0].length ?? 0)
  // The sign may stand at the end of its line, the expression below it.
  const before = text.slice(0, start).trimEnd()
  return { before, inside: text.slice(start, end), after: text.slice(end), stub: ` ${expression}` }
}

function cutIndent(text: string, from: number, { statement }: StubIdiom): Body | undefined {
  const colon = /^[^\S\n]*:[^\n]*\n/.exec(text.slice(from))?.[0]
  if (colon === undefined || /:\s*[^#\s]/.test(colon)) return undefined
  const start = from + colon.length
  const inside = text.slice(start)
  if (inside.trim() === '') return undefined
  const indent = innerIndent(inside, /^[ \t]*/.exec(text)?.[0] ?? '')
  return { before: text.slice(0, start), inside, after: '', stub: `${indent}${statement}${newlineOf(text)}` }
}

function cutEnd(text: string, from: number, { statement }: StubIdiom): Body | undefined {
  const head = /^[^\S\n]*;?[^\S\n]*\n/.exec(text.slice(from))?.[0]
  const last = text.trimEnd().lastIndexOf('\n') + 1
  if (head === undefined || last <= from || !/^\s*end\b/.test(text.slice(last))) return undefined
  const start = from + head.length
  const inside = text.slice(start, last)
  const indent = innerIndent(inside, /^[ \t]*/.exec(text)?.[0] ?? '')
  return {
    before: text.slice(0, start),
    inside,
    after: text.slice(last),
    stub: `${indent}${statement}${newlineOf(text)}`,
  }
}

/** The indentation of the first line of a body; two blanks more than outside when it does not show. */
function innerIndent(inside: string, outer: string): string {
  const found = /(?:^|\n)([ \t]+)\S/.exec(inside)?.[1]
  return found !== undefined && found.length > outer.length ? found : `${outer}  `
}

function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
