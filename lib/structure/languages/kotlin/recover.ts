import { firstParagraph } from '@/lib/structure/doc-comment'
import { excerpt } from '@/lib/structure/excerpt'
import { docLines } from '@/lib/structure/languages/jvm/doc-lines'
import { lineIndex } from '@/lib/structure/line-index'
import type { OutlineSymbol } from '@/lib/structure/outline'

const kinds: Record<string, OutlineSymbol['kind']> = {
  class: 'class',
  interface: 'interface',
  object: 'class',
  fun: 'function',
  val: 'variable',
  var: 'variable',
  typealias: 'type',
}

/** A declaration at the start of a line or behind annotations there, with its modifiers, and what follows up to its body. */
const declaration =
  /^(?:@[\w.]+(?:\([^()\n]*\))?[ \t]+)*((?:(?:public|private|internal|expect|actual|const|final|open|abstract|sealed|data|value|inline|enum|annotation|suspend|operator|infix|tailrec|external|lateinit|fun(?=\s+interface))\s+)*)(class|interface|object|fun|va[lr]|typealias)\s+((?:<[^\n()]{0,120}>\s+)?(?:[\w.]{1,80}(?:<[\w<>?, *]{0,80}>)?\??\.)?)(`[^`\n]+`|\w+)([^\n{=]*)(.*)$/gm

/**
 * The symbols with those at the top of the file that the grammar does not see: it takes `annotation class A` and
 * `const val A` below an annotation for expressions, and gives up on a whole class for one line in it.
 */
export function withMissed(symbols: readonly OutlineSymbol[], text: string): OutlineSymbol[] {
  const lineAt = lineIndex(text)
  const known = new Set(symbols.flatMap(({ name, parent }) => (parent === null ? [name] : [])))
  const missed: OutlineSymbol[] = []
  for (const match of text.matchAll(declaration)) {
    const [whole, modifiers = '', word = '', before = '', written = '', after = '', rest = ''] = match
    const name = written.replaceAll('`', '')
    if (known.has(name)) continue
    const closing = rest.startsWith('{') && !rest.endsWith('}') ? text.indexOf('\n}', match.index) : -1
    const startLine = lineAt(match.index)
    missed.push({
      name,
      kind: /\bconst\b/.test(modifiers)
        ? 'constant'
        : /\benum\b/.test(modifiers)
          ? 'enum'
          : (kinds[word] ?? 'variable'),
      signature: excerpt(`${modifiers}${word} ${before}${written}${after}`.replace(/\s+[gs]et\(\)\s*$/, '')),
      doc: docAbove(text, match.index),
      parent: null,
      startLine,
      endLine: closing === -1 ? lineAt(match.index + whole.length) : lineAt(closing + 1),
      isExported: !/\b(?:private|internal)\b/.test(modifiers),
    })
  }
  return missed.length === 0 ? [...symbols] : [...symbols, ...missed].sort((a, b) => a.startLine - b.startLine)
}

function docAbove(text: string, at: number): string | null {
  const above = text.slice(Math.max(0, at - 4_000), at)
  const end = above.lastIndexOf('*/')
  const start = above.lastIndexOf('/**', end)
  const isAbove = start !== -1 && /^\*\/\s*(?:@[^\n]*\n\s*)*$/.test(above.slice(end))
  return isAbove ? firstParagraph(docLines(above.slice(start, end + 2))) : null
}
