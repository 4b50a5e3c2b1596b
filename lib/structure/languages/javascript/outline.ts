import { lineIndex } from '@/lib/structure/line-index'
import { type Outline, outlineWith } from '@/lib/structure/outline'
import { exportsOf } from './exports'
import { importsOf } from './imports'
import { parseModule } from './parse'
import { sourceText } from './source-text'
import { symbolsOf } from './symbols'

/** The outline of a file of JavaScript or TypeScript; the path's extension says which. */
export function outlineOfText(path: string, text: string): Outline {
  const lineAt = lineIndex(text)
  const module = parseModule(path, text, lineAt)
  const source = sourceText(text, module.comments, lineAt)
  const { symbols, assigned } = symbolsOf(module.program, source)
  return outlineWith({
    doc: source.openingDoc(module.program.body[0]),
    symbols,
    imports: importsOf(module, lineAt),
    exports: exportsOf(module.program, source, assigned),
    parseErrors: module.errors,
  })
}
