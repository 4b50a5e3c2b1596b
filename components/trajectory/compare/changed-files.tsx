'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import { changesByRun, type FileHistory, type RunChanges } from '@/components/trajectory/file/file-history'
import { RunDot } from '@/components/trajectory/repository-tree'
import { classNames } from '@/components/ui/class-names'
import { formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import type { Run } from '@/lib/trajectory/trajectory'

export type ChangedFilesProps = {
  history: FileHistory
  runs: readonly Run[]
  /** Where the cursor is. */
  position: number
  onOpen: (path: string) => void
  onGo: (position: number) => void
}

type Row = ({ kind: 'run' } & RunChanges) | { kind: 'file'; order: number; file: RunChanges['files'][number] }

const rowHeight = 26

/** Every run with the files that it changes; a file leads to its content now, its steps to where they are. */
export function ChangedFiles({ history, runs, position, onOpen, onGo }: ChangedFilesProps) {
  const rows = useMemo(() => {
    const all = changesByRun(history, runs)
    return all.flatMap((run): Row[] => [
      { kind: 'run', ...run },
      ...run.files.map((file): Row => ({ kind: 'file', order: run.order, file })),
    ])
  }, [history, runs])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
  })
  return (
    <div ref={scroller} className="min-h-0 grow overflow-y-auto py-1">
      <ul aria-label="Files by run" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              <li
                key={index}
                className="absolute inset-x-0 flex items-center gap-2 px-3 hover:bg-neutral-3"
                style={{ height: rowHeight, transform: `translateY(${start}px)` }}
              >
                {row.kind === 'run' ? (
                  <RunRow row={row} onGo={onGo} />
                ) : (
                  <FileRow row={row} position={position} onOpen={onOpen} onGo={onGo} />
                )}
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

function RunRow({
  row: { run, order, files },
  onGo,
}: {
  row: Extract<Row, { kind: 'run' }>
  onGo: (position: number) => void
}) {
  const first = files[0]?.steps[0]
  return (
    <>
      <RunDot order={order} />
      <button
        type="button"
        data-ring="inside"
        title="Go to its first change"
        onClick={() => first && onGo(first.position)}
        className="flex min-w-0 rounded-small font-medium hover:underline"
      >
        {run.path === null ? run.role : <PathText path={run.path} />}
      </button>
      <span className="ml-auto shrink-0 text-small text-neutral-10 tabular-nums">
        {formatUnit(files.length, 'file')}
      </span>
    </>
  )
}

type FileRowProps = Pick<ChangedFilesProps, 'position' | 'onOpen' | 'onGo'> & { row: Extract<Row, { kind: 'file' }> }

function FileRow({ row: { file }, position, onOpen, onGo }: FileRowProps) {
  const { path, steps } = file
  // From the last change the button goes round to the first.
  const next = steps.find((step) => step.position > position) ?? steps[0]
  const done = steps.filter((step) => step.position <= position).length
  return (
    <>
      <button
        type="button"
        data-ring="inside"
        onClick={() => onOpen(path)}
        className={classNames('ml-4 flex min-w-0 rounded-small hover:underline', done === 0 && 'text-neutral-10')}
      >
        <PathText path={path} />
      </button>
      <button
        type="button"
        title={next && `Go to step ${next.position + 1}`}
        onClick={() => next && onGo(next.position)}
        className="ml-auto shrink-0 rounded-small text-small text-accent-text tabular-nums hover:underline"
      >
        {steps.length === 1 ? `step ${(steps[0]?.position ?? 0) + 1}` : `${done} of ${steps.length} changes`}
      </button>
    </>
  )
}
