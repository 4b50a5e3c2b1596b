import type { Tokenized } from '@/lib/dataset/formats/format'
import type { TokenizerName } from '@/lib/dataset/formats/settings'
import { type Stretch, tokenize } from './tokenize'
import { openTokenizer } from './tokenizer'

export type TokenRequest = { tokenizer: TokenizerName; documents: Stretch[][] }

/** The work of one thread of the pool: some documents, in their order. */
export default function tokenizeInThread({ tokenizer: name, documents }: TokenRequest): Tokenized[] {
  const tokenizer = openTokenizer(name)
  return documents.map((stretches) => tokenize(stretches, tokenizer))
}
