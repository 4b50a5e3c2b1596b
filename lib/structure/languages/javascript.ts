import type { Language } from '@/lib/structure/language'
import { lineIndex } from '@/lib/structure/line-index'
import { outlineWith } from '@/lib/structure/outline'
import { importsOf } from './javascript/imports'
import { parseModule } from './javascript/parse'
import { javascriptResolver } from './javascript/resolver'
import { sourceText } from './javascript/source-text'
import { symbolsOf } from './javascript/symbols'

/** JavaScript and TypeScript in all their extensions, JSX included, read by oxc. */
export const javascript: Language = {
  name: 'javascript',
  version: 1,
  handles: (path) => /\.[cm]?[jt]sx?$/i.test(path),
  outline(path, text) {
    const lineAt = lineIndex(text)
    const module = parseModule(path, text, lineAt)
    const source = sourceText(text, module.comments, lineAt)
    return outlineWith({
      doc: source.openingDoc(module.program.body[0]),
      symbols: symbolsOf(module.program, source),
      imports: importsOf(module, source),
      parseErrors: module.errors,
    })
  },
  resolver: javascriptResolver,
}
