import { createRequire } from 'node:module'
import { Language as Grammar, Parser } from 'web-tree-sitter'

/** Parses a text with a grammar, given by its path within node_modules, and nothing else; whether it could. */
export async function parserOf(wasm: string): Promise<(text: string) => boolean> {
  await Parser.init()
  const grammar = await Grammar.load(createRequire(import.meta.url).resolve(wasm))
  const parser = new Parser().setLanguage(grammar)
  return (text) => {
    let steps = 0
    const tree = parser.parse(text, null, { progressCallback: () => ++steps > 4_000 + text.length / 40 })
    if (!tree) parser.reset()
    tree?.delete()
    return tree !== null
  }
}
