import { MessageSquare } from 'lucide-react'
import { LabelChip } from '@/components/review/label-chip'
import { formatUnit } from '@/components/ui/number-format'
import type { Mark } from '@/lib/review/roll-up'

const mostShown = 4

/** What a trajectory and its parts carry, the most frequent label first. */
export function CarriedLabels({ carried, openThreads }: { carried: readonly Mark[]; openThreads: number }) {
  const sorted = carried.toSorted((one, other) => other.count - one.count)
  const rest = sorted.slice(mostShown)
  return (
    <>
      {sorted.slice(0, mostShown).map(({ labelId, name, color, count }) => (
        <LabelChip key={labelId} label={{ name, kind: 'boolean', color }} count={count} className="max-w-40" />
      ))}
      {rest.length > 0 && (
        <span
          className="text-small text-neutral-10"
          title={rest.map(({ name, count }) => `${name} ${count}`).join(', ')}
        >
          +{formatUnit(rest.length, 'label')}
        </span>
      )}
      {openThreads > 0 && (
        <span className="inline-flex items-center gap-1 text-small text-neutral-11 tabular-nums">
          <MessageSquare aria-hidden className="size-3" /> {formatUnit(openThreads, 'open thread')}
        </span>
      )}
    </>
  )
}
