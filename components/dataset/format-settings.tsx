'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { containerOf, formats, masklessFormats } from '@/lib/dataset/formats/catalog'
import type { Container } from '@/lib/dataset/formats/format'
import { type ExportSettings, formatNames, type ReleaseFormat } from '@/lib/dataset/formats/settings'

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
    splits: Object.entries(splits.ratios)
      .map(([name, share]) => `${name}=${share}`)
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

const containerWords: Record<Container, string> = {
  jsonl: 'JSON lines',
  parquet: 'Parquet with zstd',
  each: 'A file for each trajectory',
  arrays: 'Flat arrays',
}
const compressions = [
  { value: 'none', label: 'Not compressed' },
  { value: 'gzip', label: 'gzip' },
  { value: 'zstd', label: 'zstd' },
] as const
const tokenizers = [
  { value: 'llama-3', label: 'Llama 3' },
  { value: 'o200k', label: 'o200k (gpt-oss)' },
  { value: 'cl100k', label: 'cl100k' },
] as const
const styles = [
  { value: 'string', label: 'Text of JSON (OpenAI)' },
  { value: 'object', label: 'Objects (TRL)' },
] as const
const overlongs = [
  { value: 'split', label: 'Split it over packs' },
  { value: 'truncate', label: 'Cut it off' },
  { value: 'drop', label: 'Leave it out' },
] as const

export function FormatSettings({ draft, onChange }: { draft: FormatDraft; onChange: (draft: FormatDraft) => void }) {
  const { format } = draft
  const { mask, readers, isTokenized, containers } = formats[format]
  const set = (change: Partial<FormatDraft>) => onChange({ ...draft, ...change })
  const container = containerOf(format, draft) ?? containers[0]
  return (
    <>
      <Field label="Format" hint={`For ${readers}.`}>
        <Select
          name="format"
          choices={formatNames.map((value) => ({ value, label: formats[value].title }))}
          value={format}
          onChange={(next) => set({ format: next, container: undefined })}
        />
      </Field>
      <div className="grid gap-0.5 text-small text-neutral-10">
        <p>
          <strong className="font-medium text-neutral-11">The loss mask {mask.isKept ? 'survives' : 'is lost'}.</strong>{' '}
          {mask.how}
        </p>
        <p>
          Not written, because they cannot carry one:{' '}
          {masklessFormats.map(({ name, instead }) => `${name.replaceAll('`', '')} (take ${instead})`).join(', ')}.
        </p>
      </div>
      <div className="grid grid-cols-2 items-start gap-3">
        <Field label="Files">
          <Select
            choices={containers.map((value) => ({ value, label: containerWords[value] }))}
            value={container}
            onChange={(next) => set({ container: next })}
          />
        </Field>
        {container === 'jsonl' && (
          <Field label="Compression">
            <Select choices={compressions} value={draft.compression} onChange={(compression) => set({ compression })} />
          </Field>
        )}
        {isTokenized && (
          <Field label="Tokenizer">
            <Select choices={tokenizers} value={draft.tokenizer} onChange={(tokenizer) => set({ tokenizer })} />
          </Field>
        )}
        {format === 'messages' && container !== 'parquet' && (
          <Field label="Arguments of calls">
            <Select choices={styles} value={draft.toolArguments} onChange={(toolArguments) => set({ toolArguments })} />
          </Field>
        )}
        {format === 'packed' && (
          <>
            <Field label="Tokens of a pack">
              <Input
                inputMode="numeric"
                value={draft.packTokens}
                onChange={(event) => set({ packTokens: event.target.value })}
              />
            </Field>
            <Field label="A longer document">
              <Select choices={overlongs} value={draft.overlong} onChange={(overlong) => set({ overlong })} />
            </Field>
          </>
        )}
        {format === 'dpo' && (
          <Field label="Least margin in nats">
            <Input
              inputMode="decimal"
              value={draft.minimumMargin}
              onChange={(event) => set({ minimumMargin: event.target.value })}
            />
          </Field>
        )}
        {container !== 'each' && (
          <Field label="Size of a shard in MiB">
            <Input
              inputMode="numeric"
              value={draft.shardMebibytes}
              onChange={(event) => set({ shardMebibytes: event.target.value })}
            />
          </Field>
        )}
        <Field label="Splits" hint="Shares of the repositories, such as train=90 test=10.">
          <Input value={draft.splits} onChange={(event) => set({ splits: event.target.value })} />
        </Field>
        <Field label="Seed of the splits">
          <Input value={draft.seed} onChange={(event) => set({ seed: event.target.value })} />
        </Field>
        <Field label="Fixed lists" hint="Repositories that belong to a split, such as test=owner/name.">
          <Input value={draft.fixed} onChange={(event) => set({ fixed: event.target.value })} />
        </Field>
      </div>
    </>
  )
}
