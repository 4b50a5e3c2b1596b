import type { Comment, ParseResult, ParserOptions, Program } from 'oxc-parser'
import type { LineAt } from '@/lib/structure/line-index'
import type { ParseError } from '@/lib/structure/outline'
import { dialectOf } from './dialects'
import { requireShallow } from './nesting'
import { oxc } from './oxc'

export type ParsedModule = { text: string; program: Program; comments: Comment[]; errors: ParseError[] }

const errorLimit = 20

/**
 * Parses what can be parsed. oxc gives up on a whole file at some errors; then the top-level pieces that do not parse on
 * their own are blanked and recorded, and the rest is read, all offsets unchanged. Offsets are UTF-16.
 */
export function parseModule(path: string, text: string, lineAt: LineAt): ParsedModule {
  requireShallow(text)
  const { options } = dialectOf(path)
  let best: ParseResult | undefined
  for (const option of options) {
    const result = parse(path, text, option)
    if (result.errors.length === 0) return moduleOf(text, result, lineAt)
    if (!isGivenUp(result) && (!best || result.errors.length < best.errors.length)) best = result
  }
  return best ? moduleOf(text, best, lineAt) : recover(path, text, options[0] ?? {}, lineAt)
}

/**
 * Raw transfer is three times as fast, but reads deep trees by recursion; the JSON way reads them all. Both give the
 * same tree.
 */
function parse(path: string, text: string, options: ParserOptions): ParseResult {
  const { parseSync, rawTransferSupported } = oxc()
  const settings = { ...options, preserveParens: false }
  if (!rawTransferSupported()) return parseSync(path, text, settings)
  const raw = { ...settings, experimentalRawTransfer: true } // not in the declared options of 0.159
  try {
    return parseSync(path, text, raw)
  } catch (error) {
    if (error instanceof RangeError) return parseSync(path, text, settings)
    throw error
  }
}

function isGivenUp(result: ParseResult): boolean {
  return result.errors.length > 0 && result.program.body.length === 0
}

function moduleOf(text: string, result: ParseResult, lineAt: LineAt): ParsedModule {
  const { program, comments } = result
  return { text, program, comments, errors: errorsOf(result, 0, lineAt) }
}

function errorsOf(result: ParseResult, shift: number, lineAt: LineAt): ParseError[] {
  return result.errors.slice(0, errorLimit).map(({ message, labels }) => {
    const start = Math.min(...labels.map((label) => label.start), shift > 0 || labels.length > 0 ? Infinity : 0)
    const end = Math.max(...labels.map((label) => label.end), 0)
    const startLine = lineAt(shift + (Number.isFinite(start) ? start : 0))
    return { startLine, endLine: Math.max(startLine, lineAt(shift + Math.max(0, end - 1))), message }
  })
}

function recover(path: string, text: string, options: ParserOptions, lineAt: LineAt): ParsedModule {
  const errors: ParseError[] = []
  let readable = ''
  for (const piece of topLevelPieces(text)) {
    const result = parse(path, piece.text, options)
    const isReadable = !isGivenUp(result)
    readable += isReadable ? piece.text : piece.text.replace(/[^\r\n]/g, ' ')
    if (isReadable) continue
    const [first] = errorsOf(result, piece.start, lineAt)
    const endLine = lineAt(piece.start + Math.max(0, piece.text.trimEnd().length - 1))
    errors.push({ startLine: lineAt(piece.start), endLine, message: first?.message ?? 'Unexpected token' })
  }
  const { program, comments } = parse(path, readable, options)
  return { text: readable, program, comments, errors: errors.slice(0, errorLimit) }
}

/** A file cut before each line that, at the margin, opens a statement or its doc comment. */
function topLevelPieces(text: string): { start: number; text: string }[] {
  const opening =
    /^(?:\/\*\*|@\w|(?:import|export|(?:async )?function|(?:abstract )?class|const|let|var|interface|type|(?:const )?enum|namespace|declare|module|describe|it|test)\b)/gm
  const starts = [...text.matchAll(opening)].map((match) => match.index)
  const cuts = [...new Set([0, ...starts, text.length])]
  const pieces: { start: number; text: string }[] = []
  for (let i = 0; i + 1 < cuts.length; i++) pieces.push({ start: cuts[i] ?? 0, text: text.slice(cuts[i], cuts[i + 1]) })
  return pieces
}
