import { createRequire } from 'node:module'
import { Language as Grammar, Parser } from 'web-tree-sitter'
import type { Language } from '@/lib/structure/language'
import type { Outline } from '@/lib/structure/outline'
import { errorsOf } from './python/errors'
import { importsOf } from './python/imports'
import { pythonResolver } from './python/resolver'
import { moduleDoc, symbolsOf } from './python/symbols'

let kept: Promise<Parser> | undefined

/** Python 2 and 3, stubs included, read by tree-sitter compiled to WebAssembly. */
export const python: Language = {
  name: 'python',
  handles: (path) => /\.pyi?$/i.test(path),
  async outline(path, text) {
    kept ??= createParser()
    const parser = await kept
    try {
      return read(parser, path, text)
    } catch (error) {
      // A parser that failed inside WebAssembly is not to be trusted again.
      if (error instanceof WebAssembly.RuntimeError) kept = undefined
      throw error
    }
  },
  resolver: pythonResolver,
}

function read(parser: Parser, path: string, text: string): Outline {
  let steps = 0
  // Error recovery can take minutes on text that is not Python. Steps are counted, not time, so that results repeat.
  const limit = 4_000 + text.length / 40
  const tree = parser.parse(text, null, { progressCallback: () => ++steps > limit })
  if (!tree) {
    parser.reset()
    throw new Error('too far from Python')
  }
  try {
    const root = tree.rootNode
    const isExported = path.endsWith('__init__.py') || path.endsWith('__init__.pyi')
    const { symbols, exported } = symbolsOf(root)
    return {
      doc: moduleDoc(root),
      symbols,
      imports: importsOf(root, text, isExported, exported),
      parseErrors: errorsOf(root),
    }
  } finally {
    tree.delete()
  }
}

async function createParser(): Promise<Parser> {
  await Parser.init()
  const wasm = createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm')
  return new Parser().setLanguage(await Grammar.load(wasm))
}
