'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useMemo, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import type { GraphModel } from './graph-model'
import type { ListName } from './graph-view'
import { Panel, PanelNote } from './panel'
import { type Scroll, useKeptScroll } from './use-kept-scroll'

/** A list of what the graph itself knows. */
type FileList = Exclude<ListName, 'unresolved'>

export type ListPanelProps = {
  model: GraphModel
  list: FileList
  cycle: string | null
  /** Where the list was scrolled to. */
  scroll: RefObject<Scroll>
  onCycle: (path: string) => void
  onFind: (path: string) => void
  onClose: () => void
}

const about: Record<FileList, { title: string; none: string; note: string }> = {
  cycles: {
    title: 'Cycles',
    none: 'No files import each other in a ring when the program runs.',
    note: 'Files that import each other in a ring at run time. Choose one to see it alone.',
  },
  orphans: {
    title: 'Orphans',
    none: 'Every file uses another one or is used.',
    note: 'Files that use none of the repository and are used by none.',
  },
  entries: {
    title: 'Entry points',
    none: 'No file begins anything.',
    note: 'Files that nobody uses and that use others, and those named as a beginning.',
  },
}

type Row = { path: string; note: string }

const rowHeight = 30

/** Files of one sort, or rings of files, to choose from. */
export function ListPanel({ model, list, cycle, scroll, onCycle, onFind, onClose }: ListPanelProps) {
  const rows = useMemo(() => rowsOf(model, list), [model, list])
  const ring = cycle === null ? -1 : (model.analysis.cycleOf[model.placeOf.get(cycle) ?? -1] ?? -1)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 20,
  })
  useKeptScroll(scroller, scroll)
  const { title, none, note } = about[list]
  return (
    <Panel
      label={title}
      title={
        <>
          {title} <span className="font-normal text-neutral-10 tabular-nums">{formatCount(rows.length)}</span>
        </>
      }
      notes={rows.length > 0 ? note : undefined}
      onClose={onClose}
    >
      {rows.length === 0 && <PanelNote>{none}</PanelNote>}
      <div ref={scroller} className="min-h-0 grow overflow-y-auto">
        <ul className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            if (!row) return null
            const isChosen = list === 'cycles' && index === ring
            return (
              <li
                key={row.path}
                className="absolute inset-x-0"
                style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              >
                <button
                  type="button"
                  data-ring="inside"
                  aria-pressed={list === 'cycles' ? isChosen : undefined}
                  onClick={() => (list === 'cycles' ? onCycle(row.path) : onFind(row.path))}
                  className={classNames(
                    'flex h-full w-full min-w-0 items-center gap-2 px-3 text-left hover:bg-neutral-3',
                    isChosen && 'bg-accent-soft!',
                  )}
                >
                  <PathText path={row.path} className="grow" />
                  <span className="shrink-0 text-small text-neutral-10 tabular-nums">{row.note}</span>
                </button>
              </li>
            )
          })}
        </ul>
      </div>
    </Panel>
  )
}

function rowsOf({ analysis, paths, lines }: GraphModel, list: FileList): Row[] {
  if (list === 'cycles')
    return analysis.cycles.map((files) => ({
      path: paths[files[0] ?? -1] ?? '',
      note: `and ${formatUnit(files.length - 1, 'other')}`,
    }))
  return analysis[list].map((file) => ({
    path: paths[file] ?? '',
    note:
      list === 'orphans'
        ? formatUnit(lines[file] ?? 0, 'line')
        : `uses ${formatCount(analysis.uses[file]?.length ?? 0)}`,
  }))
}
