import { createHash } from 'node:crypto'
import { metadataColumns } from '@/lib/dataset/formats/format'
import type { ExportSettings } from '@/lib/dataset/formats/settings'
import type { ReadItem } from '@/lib/dataset/read-manifest'
import { documentIdOf } from '@/lib/dataset/write/document-metadata'

/** What the manifest says of one document, as far as its files say it, too. */
export type Expected = {
  /** What the document is called in rows. */
  id: string
  trajectory: string
  contentHash: string
  split: string
  /** Under the Llama-3 tokenizer. */
  tokens: number
  trainedTokens: number
  /** Stands for the rest of its metadata. */
  rest: string
}

export function toExpected(item: ReadItem): Expected {
  const variant = typeof item.variant === 'string' ? item.variant : ''
  return {
    id: documentIdOf({ trajectoryId: item.trajectory, variant }),
    trajectory: item.trajectory,
    contentHash: item.content_hash,
    split: item.split,
    tokens: item.tokens,
    trainedTokens: item.trained_tokens,
    rest: hashRest(item),
  }
}

/** These are compared by themselves, and stand elsewhere in some formats. */
const counted = ['tokens', 'trained_tokens']
const restNames = Object.keys(metadataColumns).filter((name) => !counted.includes(name))

/** Half a million items are known at once: of what is only compared, a hash is enough. */
function hashRest(metadata: Record<string, unknown>): string {
  // Tables have null where older releases say nothing.
  const values = restNames.map((name) => metadata[name] ?? null)
  return createHash('sha256').update(JSON.stringify(values)).digest('base64').slice(0, 20)
}

/** Throws a sentence when a row names its document otherwise than the manifest does, or says something else of it. */
export function requireSame(item: Expected, id: unknown, metadata: unknown): void {
  if (id !== item.id) throw new Error(`its id is ${String(id)}, where the manifest has ${item.id}.`)
  // Whatever else it is, it is not what the manifest has.
  const found = (metadata ?? {}) as Record<string, unknown>
  for (const [name, expected] of [
    ['split', item.split],
    ['content_hash', item.contentHash],
    ['tokens', item.tokens],
    ['trained_tokens', item.trainedTokens],
  ] as const)
    if (name in found && found[name] !== expected)
      throw new Error(`its ${name} is ${String(found[name])}, where the manifest has ${expected}.`)
  if (hashRest(found) !== item.rest)
    throw new Error(`what it says of trajectory ${item.trajectory} is not what the manifest says.`)
}

/** Throws a sentence when the manifest counts other tokens; it counts those of Llama 3, whatever the files hold. */
export function requireCounts(
  item: Expected,
  { tokenizer }: Pick<ExportSettings, 'tokenizer'>,
  { tokens, trainedTokens }: Pick<Expected, 'tokens' | 'trainedTokens'>,
): void {
  if (tokenizer !== 'llama-3' || (tokens === item.tokens && trainedTokens === item.trainedTokens)) return
  throw new Error(
    `it has ${tokens} tokens, ${trainedTokens} of them trained, and the manifest says ${item.tokens} and ${item.trainedTokens}.`,
  )
}
