import type { Language } from '@/lib/structure/language'
import type { Outline } from '@/lib/structure/outline'
import { outlineWith } from '@/lib/structure/outline-with'
import { type Node, readTree } from '@/lib/structure/tree-sitter'
import { errorsOf } from './python/errors'
import { importsOf } from './python/imports'
import { moduleDoc, symbolsOf } from './python/symbols'

const grammar = { wasm: 'tree-sitter-python/tree-sitter-python.wasm', query: '' }

/** Python 2 and 3, stubs included, read by tree-sitter compiled to WebAssembly. */
export const python: Language = {
  name: 'python',
  version: 1,
  handles: (path) => /\.pyi?$/i.test(path),
  // In a package's own file imports are re-exports.
  dialect: (path) => (isPackageFile(path) ? '__init__' : 'module'),
  outline: (path, text) => readTree(grammar, text, (root) => read(root, path, text)),
  resolver: async (project) => (await import('./python/resolver')).pythonResolver(project),
}

function read(root: Node, path: string, text: string): Outline {
  const { symbols, exported } = symbolsOf(root)
  return outlineWith({
    doc: moduleDoc(root),
    symbols,
    imports: importsOf(root, text, isPackageFile(path), exported),
    parseErrors: errorsOf(root),
  })
}

function isPackageFile(path: string): boolean {
  return /(?:^|\/)__init__\.pyi?$/.test(path)
}
