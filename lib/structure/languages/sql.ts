import type { SyntaxNode, Tree } from '@lezer/common'
import { firstParagraph, openingParagraph } from '@/lib/structure/doc-comment'
import { excerpt, storable } from '@/lib/structure/excerpt'
import { fewKeys } from '@/lib/structure/key-signature'
import type { Language } from '@/lib/structure/language'
import { type LineAt, lineIndex } from '@/lib/structure/line-index'
import type { OutlineSymbol, SymbolKind } from '@/lib/structure/outline'
import { outlineWith } from '@/lib/structure/outline-with'

/** What `create` creates, by its word; other objects are no symbols. */
const kinds: Record<string, SymbolKind> = {
  table: 'table',
  view: 'table',
  function: 'function',
  procedure: 'function',
  trigger: 'function',
  aggregate: 'function',
  type: 'type',
  domain: 'type',
  enum: 'type',
  schema: 'namespace',
  database: 'namespace',
  index: 'key',
  sequence: 'variable',
}

type Source = { text: string; lineAt: LineAt }

/** SQL of the common dialects, read by the error-tolerant parser of CodeMirror: what is created, and tables' columns. */
export const sql: Language = {
  name: 'sql',
  version: 1,
  handles: (path) => /\.(?:sql|ddl|pgsql|psql|mysql)$/i.test(path),
  async outline(_path, text) {
    // Heavy, and few repositories hold any.
    const { MySQL, PostgreSQL } = await import('@codemirror/lang-sql')
    const source = { text, lineAt: lineIndex(text) }
    const tree: Tree = (text.includes('`') ? MySQL : PostgreSQL).language.parser.parse(text)
    const symbols: OutlineSymbol[] = []
    for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
      if (node.name === 'Statement') symbols.push(...createdBy(node, source))
    }
    return outlineWith({ doc: opening(tree.topNode.firstChild, source), symbols: fewKeys(symbols) })
  },
}

function createdBy(statement: SyntaxNode, source: Source): OutlineSymbol[] {
  const [first, ...words] = childrenOf(statement)
  if (!first || wordOf(first, source) !== 'create') return []
  const place = words.findIndex((node) => kinds[wordOf(node, source)] !== undefined)
  const what = words[place]
  // Words of the language are names too, where a name stands.
  const name = words.slice(place + 1).find((node) => !beforeName.has(wordOf(node, source)))
  if (!what || !name || !isName(name)) return []
  const kind = kinds[wordOf(what, source)] ?? 'table'
  const parens = words.slice(words.indexOf(name)).find((node) => node.name === 'Parens')
  const isTable = wordOf(what, source) === 'table' && parens !== undefined
  const end = isTable ? parens.from : (words.find((node) => wordOf(node, source) === 'as')?.from ?? statement.to)
  const symbol: OutlineSymbol = {
    name: nameOf(name, source),
    kind,
    signature: excerpt(source.text.slice(statement.from, end).replace(/[\s;]+$/, '')),
    doc: docAbove(statement, source),
    parent: null,
    ...linesOf(statement, source),
    isExported: true,
  }
  return isTable ? [symbol, ...columnsOf(parens, symbol.name, source)] : [symbol]
}

/** Each part of the list that is no constraint. */
function columnsOf(parens: SyntaxNode, parent: string, source: Source): OutlineSymbol[] {
  return partsOf(parens).flatMap(([name, ...rest]) => {
    if (!name || !isName(name) || constraints.has(wordOf(name, source))) return []
    const end = rest.at(-1)?.to ?? name.to
    return {
      name: nameOf(name, source),
      kind: 'property',
      signature: excerpt(source.text.slice(name.from, end)),
      doc: null,
      parent,
      startLine: source.lineAt(name.from),
      endLine: source.lineAt(end - 1),
      isExported: true,
    } satisfies OutlineSymbol
  })
}

/** What lies between the parentheses, split at commas. */
function partsOf(parens: SyntaxNode): SyntaxNode[][] {
  const parts: SyntaxNode[][] = [[]]
  for (const node of childrenOf(parens)) {
    if (node.name === 'Punctuation') parts.push([])
    else if (node.name !== '(' && node.name !== ')' && !isComment(node)) parts.at(-1)?.push(node)
  }
  return parts
}

const beforeName = new Set(['if', 'not', 'exists', 'concurrently', 'only', 'or', 'replace'])
const constraints = new Set([
  'constraint',
  'primary',
  'foreign',
  'unique',
  'key',
  'index',
  'check',
  'exclude',
  'like',
  'fulltext',
])

const isName = (node: SyntaxNode) => /Identifier$|^Keyword$|^Type$/.test(node.name)

function wordOf(node: SyntaxNode, { text }: Source): string {
  return node.name === 'Keyword' || node.name === 'Type' ? text.slice(node.from, node.to).toLowerCase() : ''
}

/** `public.users` as it is, `"users"` without its quotes. */
function nameOf(node: SyntaxNode, { text }: Source): string {
  return storable(text.slice(node.from, node.to).replace(/["`[\]]/g, ''))
}

function linesOf(node: SyntaxNode, { text, lineAt }: Source): { startLine: number; endLine: number } {
  const end = node.from + text.slice(node.from, node.to).trimEnd().length
  return { startLine: lineAt(node.from), endLine: lineAt(Math.max(node.from, end - 1)) }
}

/** The comments right above a statement. */
function docAbove(statement: SyntaxNode, source: Source): string | null {
  const comments: SyntaxNode[] = []
  let line = source.lineAt(statement.from)
  for (let above = statement.prevSibling; above && isComment(above); above = above.prevSibling) {
    if (source.lineAt(above.to - 1) < line - 1) break
    comments.unshift(above)
    line = source.lineAt(above.from)
  }
  return firstParagraph(comments.flatMap((comment) => commentLines(comment, source)))
}

/** The comments that the file begins with, up to an empty line; above a statement they are about that. */
function opening(first: SyntaxNode | null, source: Source): string | null {
  const comments: SyntaxNode[] = []
  let node = first
  for (; node && isComment(node); node = node.nextSibling) {
    const last = comments.at(-1)
    if (last && source.lineAt(node.from) - source.lineAt(last.to - 1) > 1) break
    comments.push(node)
  }
  const end = comments.at(-1)
  const isAbove = node && end && source.lineAt(node.from) - source.lineAt(end.to - 1) <= 1
  return isAbove ? null : openingParagraph(comments.flatMap((comment) => commentLines(comment, source)))
}

const isComment = (node: SyntaxNode) => node.name === 'LineComment' || node.name === 'BlockComment'

function commentLines(node: SyntaxNode, { text }: Source): string[] {
  const comment = text.slice(node.from, node.to)
  return comment
    .replace(/^\/\*+|\*+\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*(?:--+|#+|\*+)? ?/, '').trimEnd())
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child)
  return children
}
