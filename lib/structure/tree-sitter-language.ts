import { type DocMarks, docAbove } from './doc-above'
import { firstParagraph, openingParagraph } from './doc-comment'
import { excerpt, storable } from './excerpt'
import type { Language, Project, Resolver } from './language'
import type { Import, Outline, OutlineSymbol, SymbolKind } from './outline'
import { outlineWith } from './outline-with'
import { symbolKinds } from './symbol-kinds'
import { syntaxErrorsOf } from './syntax-errors'
import { type Match, type Node, readTree } from './tree-sitter'

/** A declaration that the query found, before it is known what it lies in. */
export type Declared = {
  node: Node
  /** Where its lines begin, attributes aside; without it, where the node begins. */
  start?: Node
  name: string
  kind: SymbolKind
  signature: string
  parent: string | null
}

/**
 * A language in one table: a grammar, a query, and what cannot be said by queries.
 *
 * The query's captures: a declaration by its kind (`@class`, `@function`, … as in `SymbolKind`) together with its `@name`,
 * and where they exist `@body` (the signature ends before it) and `@parent` (the name of what it belongs to, when it does
 * not lie within it: the receiver of a Go method); `@comment`; `@attribute` for what may stand between a doc comment and
 * its declaration; `@import`; `@package`, whose text is the package of the file; `@reference`, whose text is a name that
 * the file uses.
 */
export type TreeSitterLanguage = {
  name: string
  version: number
  /** With the dot, in lower case. */
  extensions: readonly string[]
  /** Names of files without a telling extension. */
  filenames?: readonly string[]
  /** The path of the grammar within node_modules. */
  wasm: string
  query: string
  /** How many levels below the root patterns may begin: functions need no look inside. Everywhere without this. */
  depth?: number
  /** Words of the text with which what lies deeper begins, to be asked there: see `GrammarSource`. */
  deep?: RegExp
  /** A simpler text to read where the text itself has errors: see `GrammarSource`. */
  plain?(text: string): string | undefined
  /** What an `@import` imports. */
  imports?(node: Node, match: Match): Omit<Import, 'line'>[]
  /** Whether other files may use it. `parent` is what it lies in, innermost. Everything is exported without this. */
  isExported?(declared: Declared, parent: Declared | undefined): boolean
  /** Where a declaration begins, for grammars that put its attributes inside it. */
  start?(node: Node, text: string): Node
  /** Whether what lies in a declaration is its own affair, and no symbol: the variables of a function. */
  isClosed?(declared: Declared): boolean
  /** Changes or drops (undefined) a declaration. */
  refine?(declared: Declared, match: Match): Declared | undefined
  /** How documentation is marked, to be read from the text: then `@comment` is only for what tells of the whole file. */
  marks?: DocMarks
  /** The lines of a comment without its marks; those of C, shell and SQL are known. */
  commentLines?(comment: string): string[]
  /** Whether such a comment documents what it stands on; any does without this. */
  isDoc?(comment: string): boolean
  /**
   * What a whole outline still needs: exports told by lists, names told by convention, uses told by the text. Captures
   * of other names than those above are for it.
   */
  finish?(outline: Outline, root: Node, text: string, matches: readonly Match[]): Outline
  resolver?(project: Project): Resolver | Promise<Resolver>
}

type Placed = Declared & { parentDeclared: Declared | undefined; doc: string | null }

/** A member of the table in languages.ts, read by tree-sitter compiled to WebAssembly. */
export function treeSitterLanguage(language: TreeSitterLanguage): Language {
  const { name, version, extensions, filenames = [], wasm, query, depth, deep, plain, resolver } = language
  return {
    name,
    version,
    handles: (path) => {
      const lower = path.toLowerCase()
      if (extensions.some((extension) => lower.endsWith(extension))) return true
      return filenames.includes(path.slice(path.lastIndexOf('/') + 1))
    },
    outline: (_path, given) =>
      readTree({ wasm, query, depth, deep, plain }, given, (root, matches, text) =>
        read(language, text, root, matches),
      ),
    resolver,
  }
}

function read(language: TreeSitterLanguage, text: string, root: Node, matches: readonly Match[]) {
  const found: Declared[] = []
  const comments: Node[] = []
  const attributes: Node[] = []
  const imports: Import[] = []
  const references = new Set<string>()
  let packageName: string | null = null
  for (const match of matches) {
    if (match.comment) comments.push(match.comment)
    else if (match.attribute) attributes.push(match.attribute)
    else if (match.import) imports.push(...importsAt(language, match.import, match))
    else if (match.package) packageName ??= storable(match.package.text)
    else if (match.reference) references.add(storable(match.reference.text))
    else {
      const declared = declaredAt(language, match, text)
      const refined = declared && language.refine ? language.refine(declared, match) : declared
      if (refined) found.push(refined)
    }
  }
  const placed = place(language, found)
  const { marks } = language
  const docs = docReader(language, text, comments, attributes)
  const lines = marks ? text.split('\n') : []
  const docOf = (node: Node) => (marks ? docAbove(lines, node.startPosition.row + 1, marks) : docs.of(node))
  const symbols = placed.map((each) => toSymbol(language, { ...each, doc: docOf(each.node) }))
  for (const { name, parent } of symbols) if (parent === null) references.delete(name)
  const outline = outlineWith({
    doc: docs.opening(root),
    symbols,
    imports,
    package: packageName,
    references: [...references].sort(),
    parseErrors: syntaxErrorsOf(root),
  })
  return language.finish ? language.finish(outline, root, text, matches) : outline
}

function importsAt(language: TreeSitterLanguage, node: Node, match: Match): Import[] {
  const line = node.startPosition.row + 1
  return (language.imports?.(node, match) ?? []).map((imported) => ({
    ...imported,
    specifier: storable(imported.specifier),
    names: [...new Set(imported.names.map(storable))],
    line,
  }))
}

function declaredAt(language: TreeSitterLanguage, match: Match, text: string): Declared | undefined {
  if (!match.name) return undefined
  const kind = Object.keys(match).find(isKind)
  const node = kind && match[kind]
  if (!node) return undefined
  const end = match.body ? match.body.startIndex : node.endIndex
  const start = language.start?.(node, text) ?? node
  const signature = text
    .slice(start.startIndex, end)
    .trimEnd()
    .replace(/(?:[{:=]|=>)$/, '')
    .trimEnd()
  return { node, start, kind, name: match.name.text, signature, parent: match.parent?.text ?? null }
}

const kinds: ReadonlySet<string> = new Set(symbolKinds)

function isKind(capture: string): capture is SymbolKind {
  return kinds.has(capture)
}

/**
 * Of several patterns that fit one declaration the first in the query counts. In source order, each with the innermost
 * declaration that it lies in. Several names of one declaration do not lie in each other.
 */
function place({ isClosed }: TreeSitterLanguage, declared: readonly Declared[]): Placed[] {
  // Asking a node for its end is slow.
  const spans = declared.map((each) => ({ each, start: each.node.startIndex, end: each.node.endIndex }))
  const byPlace = new Map<string, (typeof spans)[number]>()
  for (const span of spans) {
    const key = `${span.start} ${span.end} ${span.each.name}`
    if (!byPlace.has(key)) byPlace.set(key, span)
  }
  const open: typeof spans = []
  return [...byPlace.values()]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .flatMap((span) => {
      const { each, start } = span
      const isAround = ({ each: { node }, end }: typeof span) => end > start && node.id !== each.node.id
      for (let last = open.at(-1); last && !isAround(last); last = open.at(-1)) open.pop()
      const around = open.at(-1)?.each
      if (around && isClosed?.(around)) return []
      open.push(span)
      return [{ ...each, parent: each.parent ?? around?.name ?? null, parentDeclared: around, doc: null }]
    })
}

function toSymbol(language: TreeSitterLanguage, placed: Placed): OutlineSymbol {
  const { node, start = node, name, kind, signature, parent, parentDeclared, doc } = placed
  const startLine = start.startPosition.row + 1
  const end = node.endPosition
  const endLine = end.row + (end.column > 0 ? 1 : 0)
  return {
    name: storable(name),
    kind,
    signature: excerpt(signature),
    doc,
    parent: parent === null ? null : storable(parent),
    startLine,
    endLine: Math.max(startLine, endLine),
    isExported: language.isExported?.(placed, parentDeclared) ?? true,
  }
}

/** Finds the comments that stand right above a declaration, attributes aside, and those that open the file. */
export function docReader(
  language: Pick<TreeSitterLanguage, 'commentLines' | 'isDoc'>,
  text: string,
  comments: readonly Node[],
  attributes: readonly Node[],
) {
  const commentLines = language.commentLines ?? plainLines
  const endingAt = new Map<number, Node>()
  for (const node of [...comments, ...attributes])
    if (isAloneOnLine(text, node)) endingAt.set(lastRow(text, node), node)
  const isAttribute = new Set(attributes.map((node) => node.id))

  function of(node: Node): string | null {
    const block: Node[] = []
    for (let row = node.startPosition.row - 1; ; ) {
      const above = endingAt.get(row)
      if (!above) break
      if (!isAttribute.has(above.id)) block.unshift(above)
      row = above.startPosition.row - 1
    }
    const docs = block.map((comment) => comment.text).filter((comment) => language.isDoc?.(comment) ?? true)
    return firstParagraph(docs.flatMap((comment) => commentLines(comment)))
  }

  /** Runs of comments before the first code; one that touches code documents that code. */
  function opening(root: Node): string | null {
    if (comments.length === 0) return null
    const firstCode = firstCodeOf(root, new Set(comments.map(({ id }) => id)))
    const blocks: Node[][] = []
    for (const comment of comments) {
      if (firstCode && comment.startIndex > firstCode.startIndex) break
      const last = blocks.at(-1)?.at(-1)
      if (last && lastRow(text, last) + 1 === comment.startPosition.row) blocks.at(-1)?.push(comment)
      else blocks.push([comment])
    }
    const nearest = blocks.at(-1)?.at(-1)
    if (firstCode && nearest && lastRow(text, nearest) + 1 === firstCode.startPosition.row && !isPreamble(firstCode))
      blocks.pop()
    for (const block of blocks) {
      const paragraph = openingParagraph(block.flatMap((comment) => commentLines(comment.text)))
      if (paragraph !== null) return paragraph
    }
    return null
  }

  return { of, opening }
}

/** The first child that is neither a comment nor an opener; there may be thousands after it. */
function firstCodeOf(root: Node, comments: ReadonlySet<number>): Node | undefined {
  const cursor = root.walk()
  try {
    for (let isAny = cursor.gotoFirstChild(); isAny; isAny = cursor.gotoNextSibling())
      if (cursor.nodeIsNamed && !comments.has(cursor.nodeId) && !opener.test(cursor.nodeType)) return cursor.currentNode
    return undefined
  } finally {
    cursor.delete()
  }
}

/** What stands before all code and comments. */
const opener = /^(?:php_tag|hash_bang_line|shebang)$/

/** What opens a file of itself: a comment above it is about the file. */
function isPreamble(node: Node): boolean {
  return /package|import|include|use|namespace|preproc|directive|using|declare_statement/.test(node.type)
}

function lastRow(text: string, node: Node): number {
  // Most comments are of one line, and asking for their end is slow.
  if (text.startsWith('//', node.startIndex)) return node.startPosition.row
  const end = node.endPosition
  return end.column === 0 ? end.row - 1 : end.row
}

function isAloneOnLine(text: string, node: Node): boolean {
  const lineStart = text.lastIndexOf('\n', node.startIndex - 1) + 1
  return text.slice(lineStart, node.startIndex).trim() === ''
}

/** Takes off the marks of `//`, `///`, `/* *\/`, `#`, `--` and `;` comments. */
function plainLines(comment: string): string[] {
  const body = comment.startsWith('/*') ? comment.replace(/^\/\*+!?/, '').replace(/\*+\/$/, '') : comment
  return body.split('\n').map((line) => line.replace(/^\s*(?:\/\/+!?|\*+(?!\*)|#+!?|--+|;+)? ?/, '').trimEnd())
}
