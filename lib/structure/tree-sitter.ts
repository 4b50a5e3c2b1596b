import { createRequire } from 'node:module'
import { Language as Grammar, type Node, Parser, Query, type QueryMatch } from 'web-tree-sitter'
import type { Outline } from './outline'

export type { Node } from 'web-tree-sitter'

/**
 * A grammar compiled to WebAssembly, by its path within node_modules, and what is asked of its trees; `depth` is how many
 * levels below the root a pattern may begin. `deep` finds where the text may have more below that: each of its matches
 * begins at an import, or at a word of a declaration and ends where the name begins.
 */
export type GrammarSource = { wasm: string; query: string; depth?: number; deep?: RegExp }

/** One place where a pattern of the query fits: the nodes by the names of their captures. */
export type Match = Record<string, Node | undefined>

type Loaded = { parser: Parser; query: Query }

const loaded = new Map<string, Promise<Loaded>>()

/**
 * Parses a text and gives its tree and matches to `read`; both are freed afterwards, so nothing of them may be kept.
 * A grammar is loaded once per thread. Throws for text that is too far from the language to be worth reading.
 */
export async function readTree(
  source: GrammarSource,
  text: string,
  read: (root: Node, matches: Match[]) => Outline,
): Promise<Outline> {
  const key = `${source.wasm} ${source.query}`
  const loading = loaded.get(key) ?? load(source)
  loaded.set(key, loading)
  const { parser, query } = await loading
  try {
    return parse(parser, text, (root) => read(root, matchesIn(root, text, query, source)))
  } catch (error) {
    // A parser that failed inside WebAssembly is not to be trusted again.
    if (error instanceof WebAssembly.RuntimeError) loaded.delete(key)
    throw error
  }
}

function parse(parser: Parser, text: string, read: (root: Node) => Outline): Outline {
  let steps = 0
  // Error recovery can take minutes on text of another kind. Steps are counted, not time, so that results repeat.
  const limit = 4_000 + text.length / 40
  const tree = parser.parse(text, null, { progressCallback: () => ++steps > limit })
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

function matchesIn(root: Node, text: string, query: Query, { query: asked, depth, deep }: GrammarSource): Match[] {
  // An empty query matches nothing, but walks over everything.
  if (asked === '') return []
  // Where the grammar does not fit, declarations may lie anywhere.
  const isPartial = deep !== undefined && !root.hasError
  const matches = query.matches(root, { maxStartDepth: deep && !isPartial ? undefined : depth }).map(byCapture)
  if (!isPartial) return matches
  const known = new Set(matches.map(placeOf))
  for (const { index, 0: words } of text.matchAll(deep)) {
    if (known.has(index) || known.has(index + words.length)) continue
    const leaf = root.descendantForIndex(index)
    const isWord = leaf?.startIndex === index && leaf.endIndex <= index + words.length
    if (!isWord || !leaf.parent) continue
    for (const found of query.matches(leaf.parent, { maxStartDepth: depth }).map(byCapture)) {
      if (known.has(placeOf(found))) continue
      known.add(placeOf(found))
      matches.push(found)
    }
  }
  return matches.sort((a, b) => (placeOf(a) ?? 0) - (placeOf(b) ?? 0))
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

let runtime: Promise<void> | undefined

async function load({ wasm, query }: GrammarSource): Promise<Loaded> {
  runtime ??= Parser.init()
  await runtime
  const grammar = await Grammar.load(createRequire(import.meta.url).resolve(wasm))
  return { parser: new Parser().setLanguage(grammar), query: new Query(grammar, query) }
}
