import { findBody } from './body'
import { commentLines } from './comment-lines'
import { findLanguage } from './languages'
import type { Outline, OutlineSymbol } from './outline'
import { type StubIdiom, stubIdioms } from './stub-idioms'

/** A file with its declarations in place and nothing behind them. */
export type Stub = {
  text: string
  /** Names of the functions and methods whose bodies wait. */
  stubbed: string[]
  /** Names of what is not there at all: private helpers and values of several lines. */
  leftOut: string[]
}

/** A stretch of lines, from 0, `end` not included, and what stands there instead. */
type Change = { start: number; end: number; lines: string[] }

const leastLinesOfValue = 4

/**
 * What somebody would write first of a file: its declarations, with the language's word for "not implemented" as bodies.
 * Helpers that nobody outside sees, values of several lines, and comments below the one that opens the file are not known
 * by then and left out. Bodies shorter than the stub are written at once. Undefined where a language has no stubs or the
 * file nothing to stub. The text is cut by lines and symbols, without a parser: whether it parses is for the caller to see.
 */
export function stubOf(path: string, text: string, outline: Outline): Stub | undefined {
  const idiom = stubIdioms[findLanguage(path, text)?.name ?? '']
  if (!idiom || outline.parseErrors.length > 0) return undefined
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? []
  const stub: Stub = { text, stubbed: [], leftOut: [] }
  const changes: Change[] = []
  let covered = 0
  for (const symbol of [...outline.symbols].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)) {
    if (symbol.startLine <= covered || symbol.endLine > lines.length) continue
    const change = isLeftOut(symbol, outline)
      ? { start: symbol.startLine - 1, end: symbol.endLine, lines: [] }
      : isCallable(symbol) && stubbed(lines, symbol, idiom)
    if (!change || sharesLines(symbol, outline)) continue
    changes.push(change)
    covered = symbol.endLine
    const name = symbol.parent === null ? symbol.name : `${symbol.parent}.${symbol.name}`
    if (change.lines.length === 0) stub.leftOut.push(name)
    else stub.stubbed.push(name)
  }
  if (changes.length === 0) return undefined
  const bare = commentLines(lines, idiom.comments)
  return {
    ...stub,
    text: applied(lines, changes, bare)
      .join('')
      .replace(/\n\s*\n$/, '\n'),
  }
}

/** Accessors count as what they are read like. */
function isCallable({ kind, signature }: OutlineSymbol): boolean {
  if (kind === 'property')
    return /^(?:(?:static|async|override|public|protected|private)\s+)*(?:get|set|def)\s/.test(signature)
  return kind === 'function' || kind === 'method'
}

/** A file that exports nothing is all there is: nothing of it is a helper of the rest. */
function isLeftOut(symbol: OutlineSymbol, { symbols }: Outline): boolean {
  const { kind, parent, isExported } = symbol
  if (parent !== null)
    return isCallable(symbol) && !isExported && symbols.some(({ name, isExported }) => name === parent && isExported)
  if (kind === 'constant' || kind === 'variable') return symbol.endLine - symbol.startLine + 1 >= leastLinesOfValue
  return kind === 'function' && !isExported && symbols.some((other) => other.isExported && other.parent === null)
}

/** Several declarations on one line cannot be told apart by lines. */
function sharesLines({ startLine, endLine, name, parent }: OutlineSymbol, { symbols }: Outline): boolean {
  return symbols.some(
    (other) =>
      (other.startLine === startLine || other.startLine === endLine || other.endLine === startLine) &&
      (other.name !== name || other.parent !== parent),
  )
}

function stubbed(lines: readonly string[], symbol: OutlineSymbol, idiom: StubIdiom): Change | undefined {
  const start = symbol.startLine - 1
  const own = lines.slice(start, symbol.endLine)
  const body = findBody(own.join(''), symbol, idiom)
  if (!body || body.inside.trim().length <= idiom.statement.length) return undefined
  return { start, end: symbol.endLine, lines: [body.before + body.stub + body.after] }
}

function applied(lines: readonly string[], changes: readonly Change[], bare: ReadonlySet<number>): string[] {
  const result: string[] = []
  let next = 0
  let isGap = false
  const keep = (end: number) => {
    for (; next < end; next += 1) {
      const line = lines[next] ?? ''
      // Where something was taken out, the empty lines around it become one.
      const isDouble = isGap && line.trim() === '' && (result.at(-1) ?? '').trim() === ''
      isGap = bare.has(next) || isDouble
      if (!isGap) result.push(line)
    }
  }
  for (const { start, end, lines: added } of changes) {
    // Decorators and attributes belong to what is left out.
    keep(added.length > 0 ? start : aboveDecorators(lines, start))
    result.push(...added)
    isGap = added.length === 0
    next = end
  }
  keep(lines.length)
  return result
}

function aboveDecorators(lines: readonly string[], start: number): number {
  let above = start
  while (above > 0 && /^\s*(?:@[\w.]+|#\[|\[\w)/.test(lines[above - 1] ?? '')) above -= 1
  return above
}
