import type { ReleaseFile, ReleaseFormat } from './release'

/** What the manifest says about a release as a whole; keys as data tools write them. */
export type ManifestHead = {
  release: string
  format: ReleaseFormat
  by: string
  created_at: string
  settings: object
  documents: number
  /** Under the Llama-3 tokenizer, of whole documents and of what loss falls on. */
  tokenizer: 'llama-3'
  tokens: number
  trained_tokens: number
  files: ReleaseFile[]
}

/** One document of the release. */
export type ManifestItem = {
  trajectory: string
  revision: number
  content_hash: string
  repository: string
  commit: string
  license: string | null
  author: string
  tokens: number
  trained_tokens: number
  max_copy_ratio: number
  verifiers: Record<string, boolean>
}

/** `{…head, "items": […]}` piece by piece, one item a line. */
export async function* renderManifest(head: ManifestHead, items: AsyncIterable<ManifestItem>): AsyncGenerator<string> {
  yield JSON.stringify(head, null, 2).replace(/\n\}$/, ',\n  "items": [')
  let separator = '\n    '
  for await (const item of items) {
    yield separator + JSON.stringify(item)
    separator = ',\n    '
  }
  yield '\n  ]\n}\n'
}
