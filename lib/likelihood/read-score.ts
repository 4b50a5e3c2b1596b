import { alignTail } from './align-tail'
import type { PromptToken } from './engines/engine'
import type { ThoughtScore } from './scorer'

/** The text as it was sent, and where its parts begin, in UTF-16 code units. */
export type ScoredText = { text: string; thought: number; suffix: number; target: number }

/** One or, when they share a character, several tokens. */
type Unit = { start: number; end: number; nats: number | null }

export type ReadScore = Omit<ThoughtScore, 'targetBytes'>

/**
 * What the tokens of a text say of its thought and its target; or why they say nothing, as a sentence. A token counts
 * whole for the part in which it ends: one that reaches over the border into the target is the target's first. So the
 * costs of the parts add up to that of the text, and an empty thought costs nothing.
 */
export function readScore(scored: ScoredText, tokens: readonly PromptToken[]): ReadScore | string {
  const { text, thought, suffix, target } = scored
  const until = thought < suffix ? thought : target
  const pieces = tokens.map((token) => token.text)
  const tail = alignTail(text, pieces, until) ?? alignTail(text, pieces, target)
  if (!tail) return 'The tokens that it tells of do not make up the text that it was sent.'
  const units = toUnits(tokens.slice(tail.first), tail.starts, text.length)
  const ofTarget = units.filter(({ end }) => end > target)
  const targetNats = sum(ofTarget)
  if (targetNats === null) return 'It tells no cost for the first token of the target: something must stand before it.'
  if (!units.every(({ nats }) => nats === null || isCost(nats))) return 'Some of its costs are no log-probabilities.'
  return {
    targetNats,
    priorNats: (tail.starts[0] ?? 0) > until ? null : sum(units.filter(({ end }) => end > thought && end <= suffix)),
    tokens: {
      starts: Uint32Array.from(ofTarget, ({ start }) => Math.max(0, start - target)),
      nats: Float32Array.from(ofTarget, ({ nats }) => nats ?? 0),
    },
  }
}

function toUnits(tokens: readonly PromptToken[], starts: readonly number[], length: number): Unit[] {
  const units: Unit[] = []
  for (const [index, { nats }] of tokens.entries()) {
    const start = starts[index] ?? 0
    const last = units.at(-1)
    if (last?.start === start) last.nats = nats === null || last.nats === null ? null : last.nats + nats
    else {
      if (last) last.end = start
      units.push({ start, end: length, nats })
    }
  }
  return units
}

function sum(units: readonly Unit[]): number | null {
  let total = 0
  for (const { nats } of units) {
    if (nats === null) return null
    total += nats
  }
  return total
}

function isCost(nats: number): boolean {
  return Number.isFinite(nats) && nats >= 0
}
