import { classNames } from '@/components/ui/class-names'
import type { LabelFields, LabelValue } from '@/lib/review/label'
import { wordsOfValue } from '@/lib/review/label'
import { colorOfLabel } from './label-color'

export type LabelChipProps = {
  label: Pick<LabelFields, 'name' | 'kind' | 'color'>
  value?: LabelValue
  /** How often. */
  count?: number
  className?: string
}

/** A label with its colour, and its value when it has one. */
export function LabelChip({ label, value, count, className }: LabelChipProps) {
  const isDenied = value === false
  return (
    <span className={classNames('inline-flex min-w-0 max-w-full items-center gap-1.5', className)}>
      <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colorOfLabel(label.color) }} />
      <span className={classNames('truncate font-medium', isDenied && 'line-through')}>
        {value === undefined ? label.name : wordsOfValue(label, value)}
      </span>
      {count !== undefined && count > 1 && <span className="text-small text-neutral-10 tabular-nums">{count}</span>}
    </span>
  )
}
