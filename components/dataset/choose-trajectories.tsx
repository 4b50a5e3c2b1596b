'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import type { TrajectoryRow } from '@/lib/trajectory/view'

export type ChooseTrajectoriesProps = {
  label: string
  rows: readonly TrajectoryRow[]
  /** What is said of each, before its tokens. */
  noteOf: (row: TrajectoryRow) => string
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}

export function ChooseTrajectories({ label, rows, noteOf, chosen, onChange }: ChooseTrajectoriesProps) {
  const set = (id: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    onChange(next)
  }
  return (
    <ul aria-label={label} className="max-h-60 overflow-y-auto rounded border">
      {rows.map((row) => (
        <li key={row.id} className="border-b px-2 last:border-b-0">
          <Checkbox
            className="w-full [&_label]:min-w-0 [&_label]:grow"
            checked={chosen.has(row.id)}
            onChange={(isChosen) => set(row.id, isChosen)}
            label={
              <span className="flex items-baseline gap-2">
                <span className="truncate" title={row.repositoryName}>
                  {row.repositoryName}
                </span>
                <span className="font-mono text-small text-neutral-10">{row.commit.slice(0, 7)}</span>
                <span className="ml-auto shrink-0 text-small text-neutral-10 tabular-nums">
                  {noteOf(row)} · {formatUnit(row.head?.tokens ?? 0, 'token')}
                </span>
              </span>
            }
          />
        </li>
      ))}
    </ul>
  )
}

/** How many are left out, and why. */
export function LeftOut({ counts }: { counts: readonly { why: string; count: number }[] }) {
  if (counts.length === 0) return <p className="text-small text-neutral-10">Nothing is left out.</p>
  return (
    <p className="text-small text-neutral-10 tabular-nums">
      Left out: {counts.map(({ why, count }) => `${formatCount(count)} ${why}`).join(', ')}.
    </p>
  )
}
