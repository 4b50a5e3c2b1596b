'use client'

import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { containerOf, formats, masklessFormats } from '@/lib/dataset/formats/catalog'
import { formatNames } from '@/lib/dataset/formats/settings'
import { draftErrors } from './draft-errors'
import type { FormatDraft } from './format-draft'
import { containerWords, tokenizerChoices } from './format-words'
import { MaskWords } from './mask-words'

const compressions = [
  { value: 'none', label: 'Not compressed' },
  { value: 'gzip', label: 'gzip' },
  { value: 'zstd', label: 'zstd' },
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
  const { readers, isTokenized, containers } = formats[format]
  const set = (change: Partial<FormatDraft>) => onChange({ ...draft, ...change })
  const container = containerOf(format, draft) ?? containers[0]
  const errors = draftErrors(draft)
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
        <MaskWords format={format} />
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
            <Select choices={tokenizerChoices} value={draft.tokenizer} onChange={(tokenizer) => set({ tokenizer })} />
          </Field>
        )}
        {format === 'messages' && container !== 'parquet' && (
          <Field label="Arguments of calls">
            <Select choices={styles} value={draft.toolArguments} onChange={(toolArguments) => set({ toolArguments })} />
          </Field>
        )}
        {format === 'packed' && (
          <>
            <Field label="Tokens of a pack" error={errors.packTokens}>
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
          <Field label="Least margin in nats" error={errors.minimumMargin}>
            <Input
              inputMode="decimal"
              value={draft.minimumMargin}
              onChange={(event) => set({ minimumMargin: event.target.value })}
            />
          </Field>
        )}
        {container !== 'each' && (
          <Field label="Size of a shard in MiB" error={errors.shardMebibytes}>
            <Input
              inputMode="numeric"
              value={draft.shardMebibytes}
              onChange={(event) => set({ shardMebibytes: event.target.value })}
            />
          </Field>
        )}
        <Field label="Splits" error={errors.splits} hint="Shares of the repositories, such as train=90 test=10.">
          <Input value={draft.splits} onChange={(event) => set({ splits: event.target.value })} />
        </Field>
        <Field label="Seed of the splits">
          <Input value={draft.seed} onChange={(event) => set({ seed: event.target.value })} />
        </Field>
        <Field
          label="Fixed lists"
          error={errors.fixed}
          hint="Repositories that belong to a split, such as test=owner/name."
        >
          <Input value={draft.fixed} onChange={(event) => set({ fixed: event.target.value })} />
        </Field>
      </div>
    </>
  )
}
