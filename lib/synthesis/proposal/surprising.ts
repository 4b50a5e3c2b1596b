import type { Outline, OutlineSymbol } from '@/lib/structure/outline'
import { code } from '@/lib/synthesis/phrase'
import { kindWord } from '@/lib/synthesis/symbol-words'

const most = 5
const longestName = 80

export const imports = 'the imports'
export const topOfFile = 'the top of the file'

/**
 * The constructs of a file whose lines cost more than its mean byte does, in words: "the method `add` of `Queue`", "the
 * imports". The one with the greatest excess comes first, at most five. It says nothing of the code but names of the
 * outline.
 */
export function surprising(
  { content, outline }: { content: string; outline: Outline | null },
  lineNats: readonly number[],
): string[] {
  const lines = content.split('\n')
  const costs = lines.map((line, index) => ({ nats: lineNats[index] ?? 0, bytes: Buffer.byteLength(line) + 1 }))
  const total = costs.reduce((sum, { nats }) => sum + nats, 0)
  const mean = total / costs.reduce((sum, { bytes }) => sum + bytes, 0)
  const owners = ownersOf(lines, outline)
  const excess = new Map<string, number>()
  costs.forEach(({ nats, bytes }, index) => {
    const owner = owners[index]
    if (owner !== undefined) excess.set(owner, (excess.get(owner) ?? 0) + nats - mean * bytes)
  })
  return [...excess]
    .filter(([, nats]) => nats > 0)
    .sort((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([words]) => words)
}

/** For each line the innermost construct that it belongs to, comments and decorators with what they stand above. */
function ownersOf(lines: readonly string[], outline: Outline | null): (string | undefined)[] {
  const symbols = (outline?.symbols ?? []).filter(({ name }) => name.length <= longestName)
  const first = Math.min(lines.length + 1, ...symbols.map(({ startLine }) => startLine))
  const owners: (string | undefined)[] = lines.map((_, index) => (index + 1 < first ? topOfFile : undefined))
  for (const { line } of outline?.imports ?? []) owners[line - 1] = imports
  const outermostFirst = symbols.toSorted((a, b) => sizeOf(b) - sizeOf(a))
  for (const symbol of outermostFirst) owners.fill(wordsOf(symbol), headOf(lines, symbol.startLine) - 1, symbol.endLine)
  return owners
}

const sizeOf = ({ startLine, endLine }: OutlineSymbol) => endLine - startLine

const above = /^\s*(?:\/\/|\/\*|\*|#(?!!|\s*(?:include|define|undef|if|el|endif|pragma|import|region))|@|--|;|\[)/

/** The first line of what stands right above a declaration and belongs to it. */
function headOf(lines: readonly string[], startLine: number): number {
  let head = startLine
  while (head > 1 && above.test(lines[head - 2] ?? '')) head -= 1
  return head
}

function wordsOf({ kind, name, parent }: OutlineSymbol): string {
  return `the ${kindWord(kind)} ${code(name)}${parent === null ? '' : ` of ${code(parent)}`}`
}
