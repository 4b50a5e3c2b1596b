import { formatCount } from '@/components/ui/number-format'
import type { Dataset } from '@/lib/dataset/dataset'
import { type TrajectoryFilter, toSearchParams } from '@/lib/trajectory/filter'

/** What a dataset selects: `search project-1, state approved, tokens 1000.. and 3 by hand` */
export function selectionOf({ filter, picked }: Pick<Dataset, 'filter' | 'picked'>): string {
  const words = filter === null ? undefined : filterWords(filter)
  const byHand = picked > 0 ? `${formatCount(picked)} by hand` : undefined
  return [words, byHand].filter((one) => one !== undefined).join(' and ') || 'nothing'
}

export function filterWords(filter: TrajectoryFilter): string {
  return Array.from(toSearchParams(filter), ([field, value]) => `${field} ${value}`).join(', ') || 'everything'
}
