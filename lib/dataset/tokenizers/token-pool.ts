import { availableParallelism } from 'node:os'
import type { TokenizerName } from '@/lib/dataset/formats/settings'
import { bundleProgram } from '@/lib/jobs/bundle-program'
import { openThreads } from '@/lib/jobs/open-threads'
import { lengthOf, type TokenBytes } from './token-bytes'
import type { TokenAnswer, TokenRequest } from './token-thread'
import type { Stretch } from './tokenize'
import { requireWhole } from './tokenizer'

export type TokenPool = {
  /** The documents under the tokenizer, in their order; throws when a text has half a character in it. */
  tokenize(documents: readonly Stretch[][], signal?: AbortSignal): Promise<TokenBytes[]>
  close(): Promise<void>
}

/** About how much text makes one request to a thread. */
const batchCharacters = 1 << 19
const heapLimitMb = 512
/** Whoever loads and writes the documents, and the database, take a core of their own: one more thread is no faster. */
const threadsBeside = Math.max(1, availableParallelism() - 1)

/** Threads that stay, each with its vocabulary and the pieces it has met; the same text gives the same tokens on any of them. */
export function createTokenPool(tokenizer: TokenizerName, { threads = threadsBeside } = {}): TokenPool {
  const pool = openThreads<TokenRequest, TokenAnswer>({
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: heapLimitMb, maxYoungGenerationSizeMb: 16 },
  })
  return {
    async tokenize(documents, signal) {
      const filename = await bundleProgram(new URL('./token-thread.ts', import.meta.url).href)
      const answers = batchesOf(documents).map((batch) => {
        const request = toRequest(tokenizer, batch)
        return pool.run(request, { filename, signal, transferList: [request.text.buffer as ArrayBuffer] }) // of its own
      })
      return (await Promise.all(answers)).flatMap(toTokenBytes)
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

/** Texts in one piece, which can be handed over: strings would be copied several times on their way to a thread. */
function toRequest(tokenizer: TokenizerName, batch: readonly Stretch[][]): TokenRequest {
  const documents = batch.map((stretches) =>
    stretches.map(({ text, isTrained }) => {
      requireWhole(text)
      return { bytes: Buffer.byteLength(text), isTrained }
    }),
  )
  const text = Buffer.from(new ArrayBuffer(documents.flat().reduce((sum, { bytes }) => sum + bytes, 0)))
  let at = 0
  for (const stretch of batch.flat()) at += text.write(stretch.text, at)
  return { tokenizer, text, documents }
}

function toTokenBytes({ bytes, lengths }: TokenAnswer): TokenBytes[] {
  let at = 0
  return lengths.map((tokens) => {
    const start = at
    at += lengthOf(tokens)
    return { tokens, bytes: Buffer.from(bytes.buffer, bytes.byteOffset + start, at - start) }
  })
}
