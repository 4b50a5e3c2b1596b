import { containerOf } from '@/lib/dataset/formats/catalog'
import type { Container } from '@/lib/dataset/formats/format'
import type { ExportSettings, ReleaseFormat } from '@/lib/dataset/formats/settings'
import { inSplitOrder } from './split-lines'

/** What a person chooses, as the form holds it. */
export type FormatDraft = {
  format: ReleaseFormat
  container: Container | undefined
  compression: 'none' | 'gzip' | 'zstd'
  tokenizer: 'llama-3' | 'o200k' | 'cl100k'
  toolArguments: 'string' | 'object'
  packTokens: string
  overlong: 'split' | 'truncate' | 'drop'
  minimumMargin: string
  shardMebibytes: string
  /** `train=90 validation=5 test=5` */
  splits: string
  seed: string
  /** `test=owner/name test=other`: repositories that belong to a split whatever their hash says. */
  fixed: string
}

export const firstDraft: FormatDraft = {
  format: 'text',
  container: undefined,
  compression: 'none',
  tokenizer: 'llama-3',
  toolArguments: 'string',
  packTokens: '65536',
  overlong: 'split',
  minimumMargin: '1',
  shardMebibytes: '512',
  splits: 'train=100',
  seed: 'retrace',
  fixed: '',
}

/** What was saved, as the form holds it. */
export function draftOf(format: ReleaseFormat, settings: ExportSettings): FormatDraft {
  const { container, compression, tokenizer, toolArguments, overlong, splits } = settings
  return {
    format,
    container,
    compression,
    tokenizer,
    toolArguments,
    overlong,
    packTokens: String(settings.packTokens),
    minimumMargin: String(settings.minimumMarginNats),
    shardMebibytes: String(settings.shardBytes / 2 ** 20),
    splits: inSplitOrder(Object.keys(splits.ratios))
      .map((name) => `${name}=${splits.ratios[name]}`)
      .join(' '),
    seed: splits.seed,
    fixed: Object.entries(splits.fixed)
      .flatMap(([split, repositories]) => repositories.map((repository) => `${split}=${repository}`))
      .join(' '),
  }
}

/** `name=value` pairs between blanks or commas. */
function pairsOf(text: string): [string, string][] {
  return text
    .split(/[\s,]+/)
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...rest] = pair.split('=')
      return [name, rest.join('=')]
    })
}

function fixedOf(text: string): Record<string, string[]> {
  const lists: Record<string, string[]> = {}
  for (const [split, repository] of pairsOf(text)) lists[split] = [...(lists[split] ?? []), repository]
  return lists
}

/** The settings of a draft, as the server takes them. */
export function settingsOf(draft: FormatDraft) {
  const container = containerOf(draft.format, draft)
  return {
    container,
    compression: container === 'jsonl' ? draft.compression : ('none' as const),
    tokenizer: draft.tokenizer,
    toolArguments: draft.toolArguments,
    packTokens: Number(draft.packTokens),
    overlong: draft.overlong,
    minimumMarginNats: Number(draft.minimumMargin),
    shardBytes: Math.round(Number(draft.shardMebibytes) * 2 ** 20),
    splits: {
      seed: draft.seed || 'retrace',
      ratios: Object.fromEntries(pairsOf(draft.splits).map(([name, share]) => [name, Number(share)])),
      fixed: fixedOf(draft.fixed),
    },
  }
}
