import type { LabelColor } from '@/lib/review/label'

/** The tokens of the label colours: the categorical scale, by name. */
const tokens: Record<LabelColor, string> = {
  blue: 'run-1',
  orange: 'run-2',
  green: 'run-3',
  pink: 'run-4',
  sky: 'run-5',
  amber: 'run-6',
  violet: 'run-7',
  olive: 'run-8',
}

export const labelColorNames: Record<LabelColor, string> = {
  blue: 'Blue',
  orange: 'Orange',
  green: 'Green',
  pink: 'Pink',
  sky: 'Sky',
  amber: 'Amber',
  violet: 'Violet',
  olive: 'Olive',
}

export function colorOfLabel(color: LabelColor): string {
  return `var(--color-${tokens[color]})`
}
