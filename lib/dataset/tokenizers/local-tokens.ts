import { setImmediate } from 'node:timers/promises'
import type { TokenizerName } from '@/lib/dataset/formats/settings'
import { lengthOf, writeTokens } from './token-bytes'
import type { TokenPool } from './token-pool'
import { tokenize } from './tokenize'
import { openTokenizer } from './tokenizer'

const sliceMs = 50

/** The same tokens as of the threads of a pool, for a few documents: made here, while others have their turn in between. */
export function openLocalTokens(name: TokenizerName): TokenPool {
  return {
    async tokenize(documents, signal) {
      const tokenizer = openTokenizer(name)
      let last = performance.now()
      const made = []
      for (const stretches of documents) {
        signal?.throwIfAborted()
        const tokens = tokenize(stretches, tokenizer)
        const bytes = Buffer.alloc(lengthOf(tokens.ids.length))
        writeTokens(tokens, bytes, 0)
        made.push({ tokens: tokens.ids.length, bytes })
        if (performance.now() - last < sliceMs) continue
        await setImmediate()
        last = performance.now()
      }
      return made
    },
    close: async () => {},
  }
}
