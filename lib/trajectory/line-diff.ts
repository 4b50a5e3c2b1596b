/** Lines `start` to `end` of one text, from 0 and without `end`, become those of another. */
export type LineChange = { beforeStart: number; beforeEnd: number; afterStart: number; afterEnd: number }

type Range = { from: number; to: number; otherFrom: number; otherTo: number }

/** Lines with their own endings: joined, they are the text. */
export function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/**
 * The changes that lead from one text to another, in order and apart from each other. A patience diff (Bram Cohen, 2003):
 * what stays is found around the lines that occur once on both sides, as people would find it.
 */
export function diffLines(before: readonly string[], after: readonly string[]): LineChange[] {
  const changes: LineChange[] = []
  const waiting: Range[] = [{ from: 0, to: before.length, otherFrom: 0, otherTo: after.length }]
  for (let range = waiting.pop(); range; range = waiting.pop()) {
    const { from, to, otherFrom, otherTo } = trimmed(before, after, range)
    if (from === to && otherFrom === otherTo) continue
    const anchors = anchorsOf(before, after, { from, to, otherFrom, otherTo })
    if (anchors.length === 0 || from === to || otherFrom === otherTo) {
      changes.push({ beforeStart: from, beforeEnd: to, afterStart: otherFrom, afterEnd: otherTo })
      continue
    }
    let next = { from, otherFrom }
    const between: Range[] = []
    for (const [line, other] of [...anchors, [to, otherTo] as const]) {
      between.push({ ...next, to: line, otherTo: other })
      next = { from: line + 1, otherFrom: other + 1 }
    }
    waiting.push(...between.reverse())
  }
  return changes
}

function trimmed(before: readonly string[], after: readonly string[], range: Range): Range {
  let { from, to, otherFrom, otherTo } = range
  while (from < to && otherFrom < otherTo && before[from] === after[otherFrom]) {
    from += 1
    otherFrom += 1
  }
  while (from < to && otherFrom < otherTo && before[to - 1] === after[otherTo - 1]) {
    to -= 1
    otherTo -= 1
  }
  return { from, to, otherFrom, otherTo }
}

/** Pairs of equal lines that occur once in each range, as many as stand in the same order on both sides. */
function anchorsOf(before: readonly string[], after: readonly string[], range: Range): (readonly [number, number])[] {
  const own = onceIn(before, range.from, range.to)
  const others = onceIn(after, range.otherFrom, range.otherTo)
  const pairs = [...own].flatMap(([line, place]) => {
    const other = others.get(line)
    return other === undefined ? [] : [[place, other] as const]
  })
  return longestIncreasing(pairs.sort(([a], [b]) => a - b))
}

function onceIn(lines: readonly string[], from: number, to: number): Map<string, number> {
  const places = new Map<string, number>()
  const repeated = new Set<string>()
  for (let place = from; place < to; place += 1) {
    const line = lines[place] ?? ''
    if (places.has(line)) repeated.add(line)
    places.set(line, place)
  }
  for (const line of repeated) places.delete(line)
  return places
}

/** By piles, as in the card game: each pair points to the best one before it. */
function longestIncreasing(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  type Link = { pair: readonly [number, number]; previous: Link | undefined }
  const piles: Link[] = []
  for (const pair of pairs) {
    let [low, high] = [0, piles.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((piles[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1
      else high = middle
    }
    piles[low] = { pair, previous: piles[low - 1] }
  }
  const found: (readonly [number, number])[] = []
  for (let link = piles.at(-1); link; link = link.previous) found.push(link.pair)
  return found.reverse()
}
