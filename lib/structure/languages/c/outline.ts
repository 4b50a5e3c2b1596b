import type { Outline } from '@/lib/structure/outline'
import { outlineWith } from '@/lib/structure/outline-with'
import { syntaxErrorsOf } from '@/lib/structure/syntax-errors'
import { readTree } from '@/lib/structure/tree-sitter'
import { docReader } from '@/lib/structure/tree-sitter-language'
import { codeOf } from './code'
import { includesOf } from './includes'
import { readable } from './readable'
import { declarationsOf } from './symbols'

const grammars = {
  c: { wasm: 'tree-sitter-c/tree-sitter-c.wasm', query: '', depth: 0 },
  cpp: { wasm: 'tree-sitter-cpp/tree-sitter-cpp.wasm', query: '', depth: 0 },
}

const cpp =
  /^[ \t]*(?:class\s+\w|template\s*<|(?:inline\s+)?namespace\b|using\s+\w|(?:public|private|protected)\s*:|virtual\b)|\b(?:\w+::~?\w|constexpr|nullptr|noexcept|static_cast)|\boperator\s*[^\w\s]/m

/** Reads C and C++ by one walk; their grammars name things alike. A `.h` is C++ when its code could not be C. */
export function outlineOf(path: string, text: string): Promise<Outline> {
  const code = codeOf(text)
  const isCpp = /\.[ch]$/.test(path) ? path.endsWith('.h') && cpp.test(code) : true
  const source = readable(text, code)
  const isHeader = !/\.(?:c|cc|cpp|cxx|c\+\+|cu|C)$/.test(path)
  return readTree(grammars[isCpp ? 'cpp' : 'c'], source, (root) => {
    const { found, comments } = declarationsOf(root, source, { isHeader, isCpp })
    const docs = docReader({ commentLines }, source, comments, [])
    return outlineWith({
      doc: docs.opening(root),
      symbols: found.map(({ node, symbol }) => ({ ...symbol, doc: docs.of(node) })),
      imports: includesOf(text, code),
      parseErrors: syntaxErrorsOf(root),
    })
  })
}

/** The imports of the outline, without parsing. */
export function importsOf(_path: string, text: string) {
  return includesOf(text, codeOf(text))
}

/** Without the marks of comments, rulers and the tags of Doxygen that only name a paragraph. */
function commentLines(comment: string): string[] {
  const body = comment.replace(/^\/\*+!?<?/, '').replace(/\*+\/$/, '')
  return body.split('\n').map((line) =>
    line
      .replace(/^\s*(?:\/\/+!?<?|\*+(?!\*))? ?/, '')
      .replace(/^\s*[-=*#~]{3,}\s*|\s*[-=*#~]{3,}\s*$/g, '')
      .replace(/^\s*[@\\](?:brief|short|details|file\s+\S+|file)\s*/, '')
      .trimEnd(),
  )
}
