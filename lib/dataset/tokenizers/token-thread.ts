import type { TokenizerName } from '@/lib/dataset/formats/settings'
import { handOver } from '@/lib/jobs/hand-over'
import { lengthOf, writeTokens } from './token-bytes'
import { tokenize } from './tokenize'
import { openTokenizer } from './tokenizer'

/** Documents whose texts are one piece of UTF-8: of each stretch, how many bytes of it. */
export type TokenRequest = {
  tokenizer: TokenizerName
  text: Uint8Array
  documents: { bytes: number; isTrained: boolean }[][]
}

/** The tokens of the documents, one after the other as `writeTokens` has them, and how many each has. */
export type TokenAnswer = { bytes: Uint8Array; lengths: number[] }

/** The work of one thread of the pool: some documents, in their order. */
export default function tokenizeInThread({ tokenizer: name, text, documents }: TokenRequest): TokenAnswer {
  const tokenizer = openTokenizer(name)
  const source = Buffer.from(text.buffer, text.byteOffset, text.byteLength)
  let at = 0
  const tokenized = documents.map((stretches) =>
    tokenize(
      stretches.map(({ bytes, isTrained }) => {
        at += bytes
        return { text: source.toString('utf8', at - bytes, at), isTrained }
      }),
      tokenizer,
    ),
  )
  const lengths = tokenized.map(({ ids }) => ids.length)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + lengthOf(length), 0))
  let end = 0
  for (const tokens of tokenized) end = writeTokens(tokens, bytes, end)
  return handOver({ bytes, lengths }, [bytes.buffer])
}
