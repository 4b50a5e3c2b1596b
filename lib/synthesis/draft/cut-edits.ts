import type { Outline } from '@/lib/structure/outline'
import { diffLines, type LineChange, linesOf } from '@/lib/trajectory/line-diff'

const mostEdits = 6
/** About how many lines are changed in one go. */
const linesPerEdit = 30

/**
 * Cuts the way from a draft to the final version into one to six edits, from top to bottom: the contents of the file after
 * each, the last being the final version. What belongs to one declaration or method stays together.
 */
export function cutEdits(draft: string, final: string, outline: Outline | null): string[] {
  const [own, others] = [linesOf(draft), linesOf(final)]
  const changes = diffLines(own, others)
  const groups = bySymbol(changes, outline)
  const total = groups.reduce((sum, group) => sum + sizeOf(group), 0)
  const wanted = Math.min(mostEdits, groups.length, Math.max(1, Math.round(total / linesPerEdit)))
  const contents: string[] = []
  let done: LineChange[] = []
  let size = 0
  for (const [index, group] of groups.entries()) {
    done = [...done, ...group]
    size += sizeOf(group)
    const isLast = index === groups.length - 1
    if (!isLast && size < ((contents.length + 1) * total) / wanted) continue
    const content = isLast ? final : applied(own, others, done)
    if (content !== (contents.at(-1) ?? draft)) contents.push(content)
  }
  return contents
}

function bySymbol(changes: readonly LineChange[], outline: Outline | null): LineChange[][] {
  // Methods count for themselves, or a file with one class would be one edit.
  const symbols = outline?.symbols.filter(({ parent, kind }) => parent === null || kind === 'method') ?? []
  const symbolAt = (line: number) => symbols.findLast(({ startLine, endLine }) => startLine <= line && line <= endLine)
  const groups: LineChange[][] = []
  let last: unknown
  for (const change of changes) {
    const symbol = symbolAt(change.afterStart + 1)
    const group = groups.at(-1)
    if (group && symbol !== undefined && symbol === last) group.push(change)
    else groups.push([change])
    last = symbol
  }
  return groups
}

function sizeOf(changes: readonly LineChange[]): number {
  return changes.reduce(
    (sum, change) => sum + Math.max(change.beforeEnd - change.beforeStart, change.afterEnd - change.afterStart),
    0,
  )
}

function applied(own: readonly string[], others: readonly string[], changes: readonly LineChange[]): string {
  let from = 0
  const parts: string[] = []
  for (const { beforeStart, beforeEnd, afterStart, afterEnd } of changes) {
    parts.push(...own.slice(from, beforeStart), ...others.slice(afterStart, afterEnd))
    from = beforeEnd
  }
  return [...parts, ...own.slice(from)].join('')
}
