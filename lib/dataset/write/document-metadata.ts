import type { Metadata } from '@/lib/dataset/formats/format'
import type { Item } from './store-items'

/** A folder on this machine has no meaning elsewhere: then the name stands for it. */
function sourceOf(item: Pick<Item, 'repositoryUrl' | 'repositoryName'>): string {
  return /^https?:/.test(item.repositoryUrl) ? item.repositoryUrl : item.repositoryName
}

/** What a document is called: by its trajectory, and the variant where there are two of it. */
export function documentIdOf({ trajectoryId, variant }: Pick<Item, 'trajectoryId' | 'variant'>): string {
  return variant === '' ? trajectoryId : `${trajectoryId}-${variant}`
}

export function metadataOf(item: Item): Metadata {
  return {
    trajectory: item.trajectoryId,
    revision: item.revision,
    content_hash: item.contentHash,
    repository: sourceOf(item),
    window: item.window,
    commit: item.commit,
    license: item.license,
    author: item.author,
    harness: item.harness,
    split: item.split,
    tokens: item.tokens,
    trained_tokens: item.trainedTokens,
  }
}
