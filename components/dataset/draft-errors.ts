import { ExportSettings } from '@/lib/dataset/formats/settings'
import { type FormatDraft, settingsOf } from './format-draft'

const words = {
  packTokens: 'A whole number from 16 to 1,048,576.',
  minimumMargin: 'A number of nats that is not negative.',
  shardMebibytes: 'A number of MiB, at most 16,384.',
  splits: 'Names in small letters with shares, such as train=90 test=10.',
  fixed: 'Splits with repositories, such as test=owner/name.',
} as const
export type DraftErrors = Partial<Record<keyof typeof words, string>>

const fieldOf: Record<string, keyof typeof words> = {
  packTokens: 'packTokens',
  minimumMarginNats: 'minimumMargin',
  shardBytes: 'shardMebibytes',
  'splits.ratios': 'splits',
  'splits.fixed': 'fixed',
}

/** What is wrong with what was typed, field by field: the server takes the settings as one, and does not say which. */
export function draftErrors(draft: FormatDraft): DraftErrors {
  const settings = settingsOf(draft)
  const { ratios, fixed } = settings.splits
  const fields = (ExportSettings.safeParse(settings).error?.issues ?? []).map(
    ({ path: [first, second] }) => fieldOf[first === 'splits' ? `splits.${String(second)}` : String(first)],
  )
  if (!Object.values(ratios).some((share) => share > 0)) fields.push('splits')
  if (Object.values(fixed).flat().includes('')) fields.push('fixed')
  return Object.fromEntries(fields.flatMap((field) => (field ? [[field, words[field]]] : [])))
}
