import type { Comment, Node } from 'oxc-parser'
import { type LineAt, lineIndex } from '@/lib/structure/line-index'
import { type Outline, outlineWith } from '@/lib/structure/outline'
import { exportsOf } from './exports'
import { importsOf, withLines } from './imports'
import { type LazyModule, type LazyNode, readLazily } from './lazy-parse'
import { type Sight, viewOf } from './lazy-tree'
import { mayBeRecorded, recordedImports } from './module-record'
import { parseModule } from './parse'
import { sourceText } from './source-text'
import { symbolsOf } from './symbols'

/**
 * The outline of a file of JavaScript or TypeScript; the path's extension says which. Only what outlines look at is
 * taken from the tree where that is enough.
 */
export function outlineOfText(path: string, text: string): Outline {
  const lineAt = lineIndex(text)
  const glanced = mayBeRecorded(text) ? readLazily(path, text, (parsed) => glance(parsed, text, lineAt)) : undefined
  if (glanced) return glanced
  const module = parseModule(path, text, lineAt)
  const { program, comments, errors } = module
  return { ...declarationsOf(program, comments, text, lineAt), imports: importsOf(module, lineAt), parseErrors: errors }
}

function glance(parsed: LazyModule, text: string, lineAt: LineAt): Outline | undefined {
  const imports = recordedImports(parsed, text)
  if (!imports) return undefined
  const comments = Array.from(parsed.comments, (comment) => commentOf(comment, text))
  if (beginsWithDirective(text, comments)) return undefined
  const sight: Sight = { text, isPartial: false }
  const body = Array.from(parsed.program.body, (statement) => viewOf(statement, sight))
  const outline = declarationsOf({ body }, comments, text, lineAt)
  return sight.isPartial ? undefined : { ...outline, imports: withLines(imports, lineAt) }
}

type Statements = { body: readonly Node[] }

function declarationsOf(program: Statements, comments: readonly Comment[], text: string, lineAt: LineAt): Outline {
  const source = sourceText(text, comments, lineAt)
  const { symbols, assigned } = symbolsOf(program, source)
  const doc = source.openingDoc(program.body[0])
  return outlineWith({ doc, symbols, exports: exportsOf(program, source, assigned) })
}

function commentOf({ type, start, end }: LazyNode, text: string): Comment {
  const isBlock = type === 'Block'
  return { type: isBlock ? 'Block' : 'Line', value: text.slice(start + 2, isBlock ? end - 2 : end), start, end }
}

/** oxc's own tree keeps directives apart from the statements. */
function beginsWithDirective(text: string, comments: readonly Comment[]): boolean {
  return /["']/.test(text.charAt(sourceText(text, comments, () => 0).codeFrom(0)))
}
