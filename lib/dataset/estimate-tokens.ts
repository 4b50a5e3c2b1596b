import { db } from '@/lib/db/client'
import type { Contents } from './contents'
import type { Dataset } from './dataset'
import type { TokenizerName } from './formats/settings'
import { openClient } from './open-client'
import { listSampleItems } from './preflight/store-preflight'
import { openTokenizer } from './tokenizers/tokenizer'
import { toSamples } from './write/render-items'

const sampled = 16
const sampledTokens = 200_000

/**
 * The tokens of a dataset. Those of Llama 3 are known of every revision; under another tokenizer they are those times how
 * much longer a few documents, chosen by hash, become under it.
 */
export async function estimateTokens(
  dataset: Dataset,
  tokenizer: TokenizerName,
  llamaTokens: number,
): Promise<Contents['tokens']> {
  if (tokenizer === 'llama-3' || llamaTokens === 0) return { tokenizer, count: llamaTokens, isEstimate: false }
  const items = await listSampleItems(db, dataset, { limit: sampled, mostTokens: sampledTokens })
  const client = await openClient()
  try {
    const samples = await toSamples(client, items, false)
    const other = openTokenizer(tokenizer)
    let [ours, theirs] = [0, 0]
    for (const { metadata, parts } of samples) {
      ours += metadata.tokens
      for (const { text } of parts) theirs += other.encode(text).length
    }
    const factor = ours === 0 ? 1 : theirs / ours
    return { tokenizer, count: Math.round(llamaTokens * factor), isEstimate: true }
  } finally {
    await client.end()
  }
}
