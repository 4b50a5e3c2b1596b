import type { Comment, Node } from 'oxc-parser'
import { type LineAt, lineIndex } from '@/lib/structure/line-index'
import type { Outline } from '@/lib/structure/outline'
import { outlineWith } from '@/lib/structure/outline-with'
import { exportsOf } from './exports'
import { importsOf, withLines } from './imports'
import { type LazyModule, type LazyNode, readLazily } from './lazy-parse'
import { type Sight, viewOf } from './lazy-tree'
import { isBeyondRecord, type Located, mayBeRecorded, recordedImports } from './module-record'
import { parseModule } from './parse'
import { scannedImports } from './scanned-imports'
import { type SourceText, sourceText } from './source-text'
import { symbolsOf } from './symbols'

/**
 * The outline of a file of JavaScript or TypeScript; the path's extension says which. Only what outlines look at is
 * taken from the tree where that is enough.
 */
export function outlineOfText(path: string, text: string): Outline {
  const lineAt = lineIndex(text)
  const isRecorded = mayBeRecorded(text)
  const scanned = isRecorded ? undefined : scannedImports(path, text)
  const isEnough = isRecorded || scanned !== undefined
  const glanced = isEnough ? readLazily(path, text, (parsed) => glance(parsed, text, lineAt, scanned)) : undefined
  if (glanced) return glanced
  const module = parseModule(path, text, lineAt)
  const { program, comments, errors } = module
  const [first] = program.body
  return {
    ...declarationsOf(program, sourceText(text, comments, lineAt), first),
    imports: importsOf(module, lineAt),
    parseErrors: errors,
  }
}

function glance(parsed: LazyModule, text: string, lineAt: LineAt, scanned?: Located[]): Outline | undefined {
  if (isBeyondRecord(parsed)) return undefined
  const imports = scanned ?? recordedImports(parsed, text)
  if (!imports) return undefined
  const comments = Array.from(parsed.comments, (comment) => commentOf(comment, text))
  const source = sourceText(text, comments, lineAt)
  const sight: Sight = { text, isPartial: false }
  const body = Array.from(parsed.program.body, (statement) => viewOf(statement, sight))
  const outline = declarationsOf({ body }, source, directiveOf(text, source) ?? body[0])
  return sight.isPartial ? undefined : { ...outline, imports: withLines(imports, lineAt) }
}

type Statements = { body: readonly Node[] }
type First = Pick<Node, 'type' | 'start'> | undefined

function declarationsOf(program: Statements, source: SourceText, first: First): Outline {
  const { symbols, assigned } = symbolsOf(program, source)
  return outlineWith({ doc: source.openingDoc(first), symbols, exports: exportsOf(program, source, assigned) })
}

function commentOf({ type, start, end }: LazyNode, text: string): Comment {
  const isBlock = type === 'Block'
  return { type: isBlock ? 'Block' : 'Line', value: text.slice(start + 2, isBlock ? end - 2 : end), start, end }
}

/** The first statement where that is a directive: oxc's own tree keeps those apart. */
function directiveOf(text: string, source: SourceText): First {
  const start = source.codeFrom(0)
  return /["']/.test(text.charAt(start)) ? { type: 'ExpressionStatement', start } : undefined
}
