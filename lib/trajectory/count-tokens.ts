import { setImmediate } from 'node:timers/promises'
import type { Part } from './render'

export type TokenCounts = { tokens: number; trainedTokens: number }

const sliceMs = 50

/** Llama-3 tokens of each text (tokenizer.ts); others have their turn in between. */
export async function countTokens(texts: string[], signal?: AbortSignal): Promise<number[]> {
  // Loaded when there is something to count: the vocabulary takes half a second.
  const tokenizer = await import('./tokenizer')
  const counts: number[] = []
  let last = performance.now()
  for (const text of texts) {
    signal?.throwIfAborted()
    counts.push(tokenizer.countTokens(text))
    if (performance.now() - last < sliceMs) continue
    await setImmediate()
    last = performance.now()
  }
  return counts
}

/**
 * Counts the parts of a document as they are pushed. Tokens are counted part by part, as a trainer that masks does. The
 * sum is that of the whole document: every part ends with a newline and the next begins with `<`, and no Llama-3 token
 * lies across such a place.
 */
export async function openTokenCount(): Promise<{ push(part: Part): void; finish(): TokenCounts }> {
  const tokenizer = await import('./tokenizer')
  const counts: TokenCounts = { tokens: 0, trainedTokens: 0 }
  return {
    push({ text, isTrained }) {
      const tokens = tokenizer.countTokens(text)
      counts.tokens += tokens
      if (isTrained) counts.trainedTokens += tokens
    },
    finish: () => counts,
  }
}
