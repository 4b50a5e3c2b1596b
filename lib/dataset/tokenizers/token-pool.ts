import { availableParallelism } from 'node:os'
import type { Tokenized } from '@/lib/dataset/formats/format'
import type { TokenizerName } from '@/lib/dataset/formats/settings'
import { bundleProgram } from '@/lib/jobs/bundle-program'
import { openThreads } from '@/lib/jobs/open-threads'
import type { TokenRequest } from './token-thread'
import type { Stretch } from './tokenize'

export type TokenPool = {
  /** The documents under the tokenizer, in their order. */
  tokenize(documents: readonly Stretch[][], signal?: AbortSignal): Promise<Tokenized[]>
  close(): Promise<void>
}

/** About how much text makes one request to a thread. */
const batchCharacters = 1 << 19
const heapLimitMb = 512
/** Whoever loads and writes the documents, and the database, take a core of their own: one more thread is no faster. */
const threadsBeside = Math.max(1, availableParallelism() - 1)

/** Threads that stay, each with its vocabulary and the pieces it has met; the same text gives the same tokens on any of them. */
export function createTokenPool(tokenizer: TokenizerName, { threads = threadsBeside } = {}): TokenPool {
  const pool = openThreads<TokenRequest, Tokenized[]>({
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb, maxYoungGenerationSizeMb: 16 },
  })
  return {
    async tokenize(documents, signal) {
      const filename = await bundleProgram(new URL('./token-thread.ts', import.meta.url).href)
      const batches = batchesOf(documents).map((batch) =>
        pool.run({ tokenizer, documents: batch }, { filename, signal }),
      )
      return (await Promise.all(batches)).flat()
    },
    close: () => pool.destroy(),
  }
}

function batchesOf(documents: readonly Stretch[][]): Stretch[][][] {
  const batches: Stretch[][][] = []
  let characters = Number.POSITIVE_INFINITY
  for (const document of documents) {
    const length = document.reduce((sum, { text }) => sum + text.length, 0)
    if (characters + length > batchCharacters) {
      batches.push([])
      characters = 0
    }
    batches.at(-1)?.push(document)
    characters += length
  }
  return batches
}
