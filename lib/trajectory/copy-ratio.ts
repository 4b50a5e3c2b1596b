import { openNames, unknown } from './n-grams'

/** A thought that copies more than this share of its target is not original (reference/paper.md, guards). */
export const maxCopyRatio = 0.05

const gramTokens = 8

/**
 * Share, 0 to 1, of the target's 8-token n-grams that occur in the thought and not in the already visible context.
 * Tokens are runs of letters, digits, `_` and `$`, and every other character that is not white space; n-grams are
 * counted by position in the target, so a repeated line counts each time. A target shorter than one n-gram has ratio 0.
 * Linear in the three lengths.
 */
export function copyRatio(target: string, thought: string, visible: string): number {
  const names = openNames(thought, gramTokens)
  const copied = new Set(names.own)
  if (copied.size === 0) return 0
  const inTarget = names.find(target)
  if (!inTarget.some((name) => copied.has(name))) return 0
  for (const name of names.find(visible)) copied.delete(name)
  return inTarget.filter((name) => copied.has(name)).length / inTarget.length
}

/** `copyRatio` of one thought after another, where target and visible context stay the same. */
export type CopyMeter = (thought: string) => number

/** A target made ready for many thoughts and contexts. */
export type CopyTarget = { besides(visible: string): CopyMeter }

/**
 * Reads a target once for all its thoughts, and each visible context once, when a thought first shares something with the
 * target. Holds some dozens of bytes for each token of the target: not for many large files at a time.
 */
export function prepareCopyTarget(target: string): CopyTarget {
  const { own: inTarget, limit, find } = openNames(target, gramTokens)
  const occurrences = new Uint32Array(limit)
  for (const name of inTarget) occurrences[name] = (occurrences[name] ?? 0) + 1
  return {
    besides(visible) {
      let seen: Set<number> | undefined
      return (thought) => {
        const shared = new Set(find(thought))
        shared.delete(unknown)
        if (shared.size === 0) return 0
        seen ??= new Set(find(visible))
        let copied = 0
        for (const name of shared) if (!seen.has(name)) copied += occurrences[name] ?? 0
        return copied / inTarget.length
      }
    },
  }
}

/** States of a suffix automaton: each is a set of substrings that end at the same places, of lengths (link's, own]. */
type SuffixAutomaton = { next: Map<number, number>[]; link: number[]; length: number[] }

/**
 * Characters (UTF-16 code units) of the longest substring common to target and thought that is not in the visible
 * context. Linear: both texts are run through the suffix automaton of the thought. The substrings of one state are
 * nested, so those that occur in a text are the ones up to some length; where the target reaches further than the
 * visible text, its reach is a copy.
 */
export function longestCopy(target: string, thought: string, visible: string): number {
  const automaton = suffixAutomaton(thought)
  const inTarget = reach(automaton, target)
  const inVisible = reach(automaton, visible)
  return inTarget.reduce(
    (most, length, state) => (length > (inVisible[state] as number) ? Math.max(most, length) : most),
    0,
  )
}

/** For every state, the length of its longest substring that occurs in the text (0: none). */
function reach(automaton: SuffixAutomaton, text: string): number[] {
  const { next, link, length } = automaton
  const reached = new Array<number>(length.length).fill(0)
  let state = 0
  let matched = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    while (state !== 0 && !next[state]?.has(unit)) {
      state = link[state] as number
      matched = length[state] as number
    }
    const following = next[state]?.get(unit)
    if (following === undefined) continue
    state = following
    matched += 1
    if ((reached[state] as number) < matched) reached[state] = matched
  }
  const longestFirst = length.map((_, index) => index).sort((a, b) => (length[b] as number) - (length[a] as number))
  for (const longer of longestFirst) {
    const parent = link[longer] as number
    if (parent > 0 && (reached[longer] as number) > 0) reached[parent] = length[parent] as number
  }
  return reached
}

/** A. Blumer et al., "The smallest automaton recognizing the subwords of a text", 1985; built online. */
function suffixAutomaton(text: string): SuffixAutomaton {
  const next: Map<number, number>[] = [new Map()]
  const link = [-1]
  const length = [0]
  let last = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    const added = next.push(new Map()) - 1
    length[added] = (length[last] as number) + 1
    let state = last
    last = added
    while (state !== -1 && !next[state]?.has(unit)) {
      next[state]?.set(unit, added)
      state = link[state] as number
    }
    link[added] = state === -1 ? 0 : splitAt(state, unit)
  }
  return { next, link, length }

  /** The state of exactly the substrings of `state` followed by `unit`; cloned off when it holds longer ones. */
  function splitAt(from: number, unit: number): number {
    const target = next[from]?.get(unit) as number
    const wanted = (length[from] as number) + 1
    if (length[target] === wanted) return target
    const clone = next.push(new Map(next[target])) - 1
    length[clone] = wanted
    link[clone] = link[target] as number
    link[target] = clone
    for (let state = from; state !== -1 && next[state]?.get(unit) === target; state = link[state] as number) {
      next[state]?.set(unit, clone)
    }
    return clone
  }
}
