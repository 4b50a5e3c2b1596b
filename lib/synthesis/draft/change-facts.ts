import type { Outline, OutlineSymbol } from '@/lib/structure/outline'
import { diffLines, linesOf } from '@/lib/trajectory/line-diff'

/** What lies between two versions of a file, by the names of its declarations. */
export type ChangeFacts = {
  added: string[]
  removed: string[]
  /** Declared otherwise: another signature. */
  redeclared: string[]
  /** Declared the same, done otherwise. */
  changed: string[]
  addedLines: number
  removedLines: number
}

export function changeFacts(
  before: string,
  after: string,
  earlier: Outline | undefined,
  later: Outline | null,
): ChangeFacts {
  const [own, others] = [linesOf(before), linesOf(after)]
  const lines = diffLines(own, others)
  const known = byName(earlier ?? undefined)
  const now = byName(later ?? undefined)
  const bodyOf = (all: readonly string[], { startLine, endLine }: OutlineSymbol) =>
    all.slice(startLine - 1, endLine).join('')
  const both = [...now].flatMap(([name, symbol]) => {
    const old = known.get(name)
    return old ? [{ name, symbol, old }] : []
  })
  const redeclared = both.filter(({ symbol, old }) => symbol.signature !== old.signature).map(({ name }) => name)
  const changed = both
    .filter(({ name, symbol, old }) => !redeclared.includes(name) && bodyOf(others, symbol) !== bodyOf(own, old))
    .map(({ name }) => name)
  return {
    added: [...now.keys()].filter((name) => !known.has(name)),
    removed: [...known.keys()].filter((name) => !now.has(name)),
    redeclared,
    // What contains something that changed changed with it.
    changed: changed.filter((name) => !changed.some((other) => other.startsWith(`${name}.`))),
    addedLines: lines.reduce((sum, { afterStart, afterEnd }) => sum + afterEnd - afterStart, 0),
    removedLines: lines.reduce((sum, { beforeStart, beforeEnd }) => sum + beforeEnd - beforeStart, 0),
  }
}

function byName(outline: Outline | undefined): Map<string, OutlineSymbol> {
  return new Map(
    outline?.symbols.map((symbol) => [
      symbol.parent === null ? symbol.name : `${symbol.parent}.${symbol.name}`,
      symbol,
    ]),
  )
}
