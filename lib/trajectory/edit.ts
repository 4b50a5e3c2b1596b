import { diffLines, type LineChange, linesOf } from './line-diff'

/**
 * One replacement: `old` occurs exactly once in the file; an empty one stands for the whole of it, and null for nothing:
 * the new lines are put at the end.
 */
export type Hunk = { old: string | null; new: string }

/**
 * The replacements that make one text of another, in order and apart from each other: whole lines, with as many of those
 * around them as it takes for the old ones to be found only once. All at once where that is shorter.
 */
export function hunksBetween(before: string, after: string): Hunk[] {
  if (before !== '' && after.startsWith(before)) return [{ old: null, new: after.slice(before.length) }]
  const [own, others] = [linesOf(before), linesOf(after)]
  const hunks = widened(before, own, diffLines(own, others)).map((change) => ({
    old: own.slice(change.beforeStart, change.beforeEnd).join(''),
    new: others.slice(change.afterStart, change.afterEnd).join(''),
  }))
  const size = hunks.reduce((sum, hunk) => sum + hunk.old.length + hunk.new.length, 0)
  const isShorter = size < after.length && hunks.every(({ old }) => occursOnce(before, old))
  return isShorter ? hunks : [{ old: '', new: after }]
}

/** Makes the replacements, each where its old lines are in the text as it was before. Throws when one does not fit. */
export function applyHunks(before: string, hunks: readonly Hunk[]): string {
  let [result, from] = ['', 0]
  for (const hunk of hunks) {
    if (hunk.old === null) return before + hunk.new
    if (hunk.old === '') return hunk.new
    const at = before.indexOf(hunk.old)
    if (at < from || !occursOnce(before, hunk.old)) throw new Error('An edit does not fit the file.')
    result += before.slice(from, at) + hunk.new
    from = at + hunk.old.length
  }
  return result + before.slice(from)
}

function occursOnce(text: string, part: string): boolean {
  const at = part === '' ? -1 : text.indexOf(part)
  return at !== -1 && text.indexOf(part, at + 1) === -1
}

/**
 * Widens each change, by a line before and a line after in turn, until what it replaces occurs once. Between changes the
 * texts are the same line by line; a change that reaches the next becomes one with it.
 */
function widened(before: string, own: readonly string[], changes: readonly LineChange[]): LineChange[] {
  const result: LineChange[] = []
  const waiting = changes.toReversed()
  for (let change = waiting.pop(); change; change = waiting.pop()) {
    for (let isUp = true; !occursOnce(before, textOf(own, change)); isUp = !isUp) {
      if (change.beforeStart === 0 && change.beforeEnd === own.length) break
      change = isUp ? joined(result, change, -1) : joined(waiting, change, own.length - change.beforeEnd)
    }
    result.push(change)
  }
  return result
}

/** With the neighbour at the end of `others` when they touch, else with one line more on that side, if there is one. */
function joined(others: LineChange[], change: LineChange, side: number): LineChange {
  const neighbour = others.at(-1)
  const isAbove = side < 0
  const touches = isAbove ? neighbour?.beforeEnd === change.beforeStart : neighbour?.beforeStart === change.beforeEnd
  if (neighbour && touches) {
    others.pop()
    const [first, last] = isAbove ? [neighbour, change] : [change, neighbour]
    const { beforeStart, afterStart } = first
    return { beforeStart, afterStart, beforeEnd: last.beforeEnd, afterEnd: last.afterEnd }
  }
  if (isAbove && change.beforeStart > 0)
    return { ...change, beforeStart: change.beforeStart - 1, afterStart: change.afterStart - 1 }
  if (side > 0) return { ...change, beforeEnd: change.beforeEnd + 1, afterEnd: change.afterEnd + 1 }
  return change
}

function textOf(lines: readonly string[], { beforeStart, beforeEnd }: LineChange): string {
  return lines.slice(beforeStart, beforeEnd).join('')
}
