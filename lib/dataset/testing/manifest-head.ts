import { containerOf } from '@/lib/dataset/formats/catalog'
import { ExportSettings, type ReleaseFormat } from '@/lib/dataset/formats/settings'
import type { ManifestHead } from '@/lib/dataset/manifest'

/** What the manifest says of a release of six documents in two splits. */
export function manifestHead(format: ReleaseFormat, rest: Partial<ManifestHead> = {}): ManifestHead {
  const { settings = ExportSettings.parse({}) } = rest
  return {
    manifest_version: 1,
    retrace: '0.1.0',
    release: 'r',
    format,
    container: containerOf(format, settings) ?? 'jsonl',
    by: 'Rhea',
    created_at: '2026-01-01T00:00:00.000Z',
    settings,
    against: null,
    dataset: null,
    preflight: null,
    documents: 6,
    tokenizer: 'llama-3',
    tokens: 100,
    trained_tokens: 60,
    splits: { test: { documents: 3, tokens: 50 }, train: { documents: 3, tokens: 50 } },
    packing: null,
    files: ['train', 'test'].map((split) => shardOf(split, '.jsonl')),
    ...rest,
  }
}

/** The only shard of a split. */
export function shardOf(split: string, ending: string): ManifestHead['files'][number] {
  return { path: `data/${split}-00000-of-00001${ending}`, bytes: 10, sha256: 'a'.repeat(64), rows: 3, split }
}
