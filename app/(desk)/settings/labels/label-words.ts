import type { AnchorScope } from '@/lib/review/anchor'
import type { LabelKind } from '@/lib/review/label'

export const kindChoices: readonly { value: LabelKind; label: string; hint: string }[] = [
  { value: 'boolean', label: 'Yes or no', hint: 'Given, or not given' },
  { value: 'category', label: 'Category', hint: 'One of a few words' },
  { value: 'rating', label: 'Rating', hint: 'A number in a range' },
  { value: 'text', label: 'Text', hint: 'Free words' },
]

export const scopeChoices: readonly { value: AnchorScope; label: string }[] = [
  { value: 'span', label: 'Words' },
  { value: 'hunk', label: 'Lines' },
  { value: 'step', label: 'Steps' },
  { value: 'run', label: 'Runs' },
  { value: 'trajectory', label: 'Trajectories' },
]

export function kindWords(kind: LabelKind): string {
  return kindChoices.find(({ value }) => value === kind)?.label ?? kind
}

export function scopeWords(scopes: readonly AnchorScope[]): string {
  return scopeChoices
    .filter(({ value }) => scopes.includes(value))
    .map(({ label }) => label.toLowerCase())
    .join(', ')
}
