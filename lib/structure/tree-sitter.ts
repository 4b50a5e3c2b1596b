import { createRequire } from 'node:module'
import type { Edit, Node, Parser, Query, QueryMatch, Tree } from 'web-tree-sitter'
import type { Outline } from './outline'
import { syntaxErrorsOf } from './syntax-errors'

export type { Node } from 'web-tree-sitter'

/**
 * A grammar compiled to WebAssembly, by its path within node_modules, and what is asked of its trees; `depth` is how many
 * levels below the root a pattern may begin. `deep` finds where the text may have more below that: each of its matches
 * begins at an import, or at a word of a declaration and ends where the name begins. `plain` makes a text simpler that the
 * grammar does not fit, without moving anything in it; it is read in its place if it fits better.
 */
export type GrammarSource = {
  wasm: string
  query: string
  depth?: number
  deep?: RegExp
  plain?(text: string): string | undefined
}

/** One place where a pattern of the query fits: the nodes by the names of their captures. */
export type Match = Record<string, Node | undefined>

type Loaded = { parser: Parser; query: Query; newEdit: (edit: ConstructorParameters<typeof Edit>[0]) => Edit }

const loaded = new Map<string, Promise<Loaded>>()

/**
 * Parses a text and gives its tree and matches to `read`; both are freed afterwards, so nothing of them may be kept.
 * A grammar is loaded once per thread. Throws for text that is too far from the language to be worth reading.
 */
export async function readTree(
  source: GrammarSource,
  text: string,
  read: (root: Node, matches: Match[], text: string) => Outline,
): Promise<Outline> {
  const key = `${source.wasm} ${source.query}`
  const loading = loaded.get(key) ?? load(source)
  loaded.set(key, loading)
  const { parser, query, newEdit } = await loading
  try {
    const readText = (root: Node, text: string) => read(root, matchesIn(root, text, query, source), text)
    return parse(parser, text, (root) => {
      const plain = root.hasError ? source.plain?.(text) : undefined
      if (plain === undefined) return readText(root, text)
      const isBetter = (other: Node) => syntaxErrorsOf(other).length < syntaxErrorsOf(root).length
      const known = editInto(plain, text, root.tree, newEdit)
      try {
        const choose = (other: Node) => (isBetter(other) ? readText(other, plain) : readText(root, text))
        return parse(parser, plain, choose, known)
      } finally {
        known.delete()
      }
    })
  } catch (error) {
    // A parser that failed inside WebAssembly is not to be trusted again.
    if (error instanceof WebAssembly.RuntimeError) loaded.delete(key)
    throw error
  }
}

/** What is the same in `known`, if it is given, is not parsed again. */
function parse(parser: Parser, text: string, read: (root: Node) => Outline, known: Tree | null = null): Outline {
  let steps = 0
  // Error recovery can take minutes on text of another kind. Steps are counted, not time, so that results repeat.
  const limit = 4_000 + text.length / 40
  const tree = parser.parse(text, known, { progressCallback: () => ++steps > limit })
  if (!tree) {
    parser.reset()
    throw new Error('too far from the language')
  }
  try {
    return read(tree.rootNode)
  } finally {
    tree.delete()
  }
}

/** A copy of the tree of a text that says which lines are others in `other`, where everything lies in the same places. */
function editInto(other: string, text: string, tree: Tree, newEdit: Loaded['newEdit']): Tree {
  const copy = tree.copy()
  const lines = other.split('\n')
  let start = 0
  for (const [row, line] of text.split('\n').entries()) {
    const [from, to] = [
      { row, column: 0 },
      { row, column: line.length },
    ]
    const end = start + line.length
    if (line !== lines[row])
      copy.edit(
        newEdit({
          startIndex: start,
          oldEndIndex: end,
          newEndIndex: end,
          startPosition: from,
          oldEndPosition: to,
          newEndPosition: to,
        }),
      )
    start = end + 1
  }
  return copy
}

function matchesIn(root: Node, text: string, query: Query, { query: asked, depth, deep }: GrammarSource): Match[] {
  // An empty query matches nothing, but walks over everything.
  if (asked === '') return []
  const matches = query.matches(root, { maxStartDepth: depth }).map(byCapture)
  if (!deep) return matches
  const known = new Set(matches.map(placeOf))
  const addFrom = (node: Node) => {
    for (const found of query.matches(node, { maxStartDepth: depth }).map(byCapture)) {
      if (known.has(placeOf(found))) continue
      known.add(placeOf(found))
      matches.push(found)
    }
  }
  // Where the grammar does not fit, declarations may lie anywhere.
  for (const node of misfitsIn(root)) addFrom(node)
  for (const { index, 0: words } of text.matchAll(deep)) {
    if (known.has(index) || known.has(index + words.length)) continue
    const leaf = root.descendantForIndex(index)
    const isWord = leaf?.startIndex === index && leaf.endIndex <= index + words.length
    if (isWord && leaf.parent) addFrom(leaf.parent)
  }
  return matches.sort((a, b) => (placeOf(a) ?? 0) - (placeOf(b) ?? 0))
}

/** The outermost nodes that the grammar could not make anything of. */
function misfitsIn(root: Node): Node[] {
  const found: Node[] = []
  const waiting: Node[] = root.hasError ? [root] : []
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.isError) found.push(node)
    else waiting.push(...node.children.filter((child) => child.hasError))
  }
  return found
}

function placeOf({ name, import: imported }: Match): number | undefined {
  return (name ?? imported)?.startIndex
}

/** Of several nodes under one name in one match, the first counts. */
function byCapture({ captures }: QueryMatch): Match {
  const match: Match = {}
  for (const { name, node } of captures) match[name] ??= node
  return match
}

let initialized: Promise<void> | undefined

async function load({ wasm, query }: GrammarSource): Promise<Loaded> {
  // Loaded when a language first needs it.
  const { Edit, Language: Grammar, Parser, Query } = await import('web-tree-sitter')
  initialized ??= Parser.init()
  await initialized
  const grammar = await Grammar.load(createRequire(import.meta.url).resolve(wasm))
  return {
    parser: new Parser().setLanguage(grammar),
    query: new Query(grammar, query),
    newEdit: (edit) => new Edit(edit),
  }
}
