import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Part } from './render'

export type TokenCounts = { tokens: number; trainedTokens: number }

/** Text that goes to a thread at once. */
const batchLength = 1 << 18

let pool: Piscina | undefined

function open(): Piscina {
  pool ??= new Piscina({
    filename: new URL('./tokenizer-thread.ts', import.meta.url).href,
    execArgv: ['--import', 'tsx'],
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    idleTimeout: 30_000,
  })
  return pool
}

/** Lets the process end; the next count opens the threads again. */
export async function closeTokenCounter(): Promise<void> {
  const closing = pool
  pool = undefined
  await closing?.destroy()
}

/** Llama-3 tokens of each text (tokenizer.ts), counted off the main thread. */
export async function countTokens(texts: string[], signal?: AbortSignal): Promise<number[]> {
  const counts: number[][] = []
  for (const batch of batches(texts)) {
    signal?.throwIfAborted()
    counts.push(await countBatch(batch))
  }
  return counts.flat()
}

async function countBatch(batch: string[]): Promise<number[]> {
  const counts: number[] = await open().run(batch)
  return counts
}

/**
 * Counts the parts of a document as they are pushed; `push` waits while the threads are behind. Tokens are counted part
 * by part, as a trainer that masks does. The sum is that of the whole document: every part ends with a newline and the
 * next begins with `<`, and no Llama-3 token lies across such a place.
 */
export function openTokenCount(): { push(part: Part): Promise<void>; finish(): Promise<TokenCounts> } {
  const counts: TokenCounts = { tokens: 0, trainedTokens: 0 }
  let behind = Promise.resolve()
  let batch: Part[] = []
  let length = 0

  const count = async (parts: Part[]) => {
    const results = await countBatch(parts.map((part) => part.text))
    results.forEach((tokens, index) => {
      counts.tokens += tokens
      if (parts[index]?.isTrained) counts.trainedTokens += tokens
    })
  }
  const flush = async () => {
    const parts = batch
    batch = []
    length = 0
    // One batch is being counted while the next is gathered.
    const before = behind
    behind = count(parts)
    behind.catch(() => {}) // reported by the next one who awaits it, not as an unhandled rejection in between
    await before
  }
  return {
    async push(part) {
      batch.push(part)
      length += part.text.length
      if (length >= batchLength) await flush()
    },
    async finish() {
      await flush()
      await behind
      return counts
    },
  }
}

function batches(texts: string[]): string[][] {
  const batches: string[][] = []
  let length = batchLength
  for (const text of texts) {
    if (length >= batchLength) {
      batches.push([])
      length = 0
    }
    batches.at(-1)?.push(text)
    length += text.length
  }
  return batches
}
