import { colorOfRun } from '@/components/trajectory/run-color'
import { classNames } from '@/components/ui/class-names'
import type { Run } from '@/lib/trajectory/trajectory'
import { rowHeight } from './lane-paint'
import { type LaneModel, type LaneView, rowsOf } from './lane-view'

export type LaneNamesProps = {
  runs: readonly Run[]
  model: LaneModel
  view: LaneView
  rows: number
  /** The run under the cursor: of runs that share a row, it is the one that is named. */
  current: number
}

/** What the lanes are about: the end of each run's path, and how many more share the row. */
export function LaneNames({ runs, model, view, rows, current }: LaneNamesProps) {
  const named = new Map<number, number[]>()
  for (const [run, row] of rowsOf(model, view, rows)) named.set(row, [...(named.get(row) ?? []), run])
  return (
    <ol aria-label="Lanes in sight" className="text-[10px] leading-4">
      {Array.from({ length: rows }, (_, row) => {
        const sharing = named.get(row) ?? []
        const shown = sharing.includes(current) ? current : (sharing[0] ?? 0)
        const { path = null, role = 'main' } = runs[shown] ?? {}
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <li key={row} title={path ?? role} className="flex items-center gap-1.5 px-2" style={{ height: rowHeight }}>
            <span aria-hidden className="size-1.5 shrink-0 rounded-small" style={{ background: colorOfRun(shown) }} />
            <span
              className={classNames('truncate', shown === current ? 'font-medium text-neutral-12' : 'text-neutral-11')}
            >
              {path ? path.slice(path.lastIndexOf('/') + 1) : role}
            </span>
            {sharing.length > 1 && <span className="ml-auto shrink-0 text-neutral-10">+{sharing.length - 1}</span>}
          </li>
        )
      })}
    </ol>
  )
}
