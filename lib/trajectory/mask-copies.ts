import { openNames, tokenSpans, unknown } from './n-grams'

/** Shorter than the n-grams of the copy ratio, so that what is masked is never less than what is counted. */
const gramTokens = 4

/** A fenced block with its fences. */
const fence = /^[ \t]*(`{3,}|~{3,}).*\n(?:[^\n]*\n)*?[ \t]*\1.*$/gm

/**
 * A thought without its fenced code and without every run of four and more tokens that the target holds and the visible
 * context does not (reference/paper.md, masked re-score). The same text when there is nothing of the kind.
 */
export function maskCopies(thought: string, target: string, visible: string): string {
  const prose = thought.replace(fence, '')
  const names = openNames(prose, gramTokens)
  const copied = known(names.find(target))
  if (copied.size > 0) for (const name of names.find(visible)) copied.delete(name)
  if (copied.size === 0) return prose
  const spans = tokenSpans(prose)
  let masked = ''
  let at = 0
  for (const { start, end } of runsOf(names.own, copied)) {
    const from = spans[start]?.start ?? prose.length
    // Without a mark, what stood on either side of a copy could become one.
    masked += `${prose.slice(at, from)}…`
    at = spans[end]?.end ?? prose.length
  }
  return masked + prose.slice(at)
}

function known(names: Int32Array): Set<number> {
  const found = new Set(names)
  found.delete(unknown)
  return found
}

/** First and last token of each run of tokens that copied n-grams cover. */
function runsOf(names: Int32Array, copied: ReadonlySet<number>): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = []
  names.forEach((name, start) => {
    if (!copied.has(name)) return
    const end = start + gramTokens - 1
    const last = runs.at(-1)
    if (last && start <= last.end + 1) last.end = end
    else runs.push({ start, end })
  })
  return runs
}
