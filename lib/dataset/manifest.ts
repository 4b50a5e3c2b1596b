import { createHash } from 'node:crypto'
import type { Container } from './formats/format'
import type { ExportSettings, ReleaseFormat } from './formats/settings'
import type { FrozenDataset, FrozenPreflight, ReleaseFile } from './release'
import { metadataOf } from './write/document-metadata'
import type { Provenance } from './write/store-items'
import { isMasked, outcomesOf } from './write/totals'

/** What becomes of the documents in packs. */
export type PackingSummary = {
  packs: number
  pack_tokens: number
  tokens: number
  /** Of the room that the packs have. */
  fill_rate: number
  split_documents: number
  truncated_documents: number
  dropped_documents: number
}

/** What the manifest says about a release as a whole; keys as data tools write them. */
export type ManifestHead = {
  manifest_version: 1
  retrace: string
  release: string
  format: ReleaseFormat
  container: Container
  by: string
  created_at: string
  settings: ExportSettings
  against: string | null
  /** The selection that it was made from, as it was then; null for what went out unchecked. */
  dataset: FrozenDataset | null
  /** What was looked for before, when, and what people decided; null for what went out unchecked, as `by` asked. */
  preflight: Omit<FrozenPreflight, 'decisions'> | null
  documents: number
  /** Under the Llama-3 tokenizer, of whole documents and of what loss falls on. */
  tokenizer: 'llama-3'
  tokens: number
  trained_tokens: number
  splits: Record<string, { documents: number; tokens: number }>
  packing: PackingSummary | null
  /** Every file but the manifest itself and SHA256SUMS, which has the hash of the manifest; those with documents come first. */
  files: ReleaseFile[]
}

/** The files that hold the documents. */
export function shardsOf({ files }: { files: readonly ReleaseFile[] }): ReleaseFile[] {
  return files.filter((file) => file.split !== undefined)
}

/** One document of the release. */
export type ManifestItem = {
  trajectory: string
  revision: number
  content_hash: string
  repository: string
  window: string | null
  commit: string
  license: string | null
  split: string
  author: string
  /** The agent of a foreign trajectory; null for what was synthesized here. */
  harness: string | null
  tokens: number
  trained_tokens: number
  max_copy_ratio: number
  /** Of the document as it is released: what is masked does not replay. Null where there is nothing to hold it against. */
  verifiers: Record<string, boolean | null>
  variant?: string
  /** What was taken out of the text, and the hash of the document that was judged. */
  masks?: { check: string; rule: string; literal_sha256: string; by: string; at: string }[]
  source_content_hash?: string
  generator_fingerprint: string
  scorer_fingerprints: string[]
  decisions: { judgement: string; by: string; at: string; reason: string | null }[]
}

/** `{…head, "items": […]}` piece by piece; `items` are the bytes of those of `renderItem`. */
export async function* renderManifest(
  head: ManifestHead,
  items: AsyncIterable<Buffer>,
): AsyncGenerator<string | Buffer> {
  yield JSON.stringify(head, null, 2).replace(/\n\}$/, ',\n  "items": [')
  yield* items
  yield '\n  ]\n}\n'
}

/** A line of its own. */
export function renderItem(item: Provenance): string {
  return `${item.position === 0 ? '' : ','}\n    ${JSON.stringify(toManifestItem(item))}`
}

function toManifestItem(item: Provenance): ManifestItem {
  return {
    ...metadataOf(item),
    max_copy_ratio: item.maxCopyRatio,
    verifiers: outcomesOf(item),
    generator_fingerprint: item.generator,
    scorer_fingerprints: item.scorers,
    decisions: item.decisions,
    ...(item.variant === '' ? {} : { variant: item.variant }),
    ...(isMasked(item) ? { source_content_hash: item.sourceHash, masks: masksOf(item) } : {}),
  }
}

/** What was masked stands in no file: only its hash does. */
function masksOf({ masks }: Provenance): ManifestItem['masks'] {
  return (masks ?? []).map(({ check, rule, literal, by, at }) => ({
    check,
    rule,
    literal_sha256: createHash('sha256').update(literal).digest('hex'),
    by,
    at,
  }))
}
