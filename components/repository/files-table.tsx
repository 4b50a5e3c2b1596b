'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { CircleCheck, CircleSlash, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { formatBytes, formatCount, formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import { useKeys } from '@/components/ui/use-keys'
import type { FileRow } from '@/lib/repository/repository'
import { LanguageDot } from './languages-bar'

export type FilesTableProps = {
  files: readonly FileRow[]
  /** The path of the file that is open beside it. */
  open: string | null
  onOpen: (path: string) => void
}

const rowHeight = 32
const grid =
  'grid grid-cols-[minmax(0,1fr)_132px_72px_84px_64px_minmax(0,240px)] items-center gap-3 px-4 [&>[data-end]]:text-right'
const narrowGrid =
  'grid grid-cols-[minmax(0,1fr)_72px_minmax(0,180px)] items-center gap-3 px-4 [&>[data-end]]:text-right'

/** Every file with what is known of it; only what is in sight is drawn. j and k move, Enter opens. */
export function FilesTable({ files, open, onOpen }: FilesTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(0)
  const rows = useVirtualizer({
    count: files.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
  })
  const move = (by: number) => {
    const next = Math.max(0, Math.min(files.length - 1, cursor + by))
    setCursor(next)
    rows.scrollToIndex(next)
    const file = files[next]
    if (open !== null && file) onOpen(file.path)
  }
  const openCursor = () => {
    const file = files[cursor]
    if (file) onOpen(file.path)
  }
  const group = 'List'
  useKeys({
    j: { title: 'Next file', group, run: () => move(1) },
    k: { title: 'Previous file', group, run: () => move(-1) },
    enter: { title: 'Open the file', group, run: openCursor },
  })
  const isNarrow = open !== null
  const columns = isNarrow ? narrowGrid : grid
  return (
    <div ref={scroller} className="h-full min-h-0 overflow-auto">
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed one by one, which table layout does not allow */}
      <div role="table" aria-label="Files" aria-rowcount={files.length + 1} className={isNarrow ? '' : 'min-w-[860px]'}>
        <div
          role="row"
          tabIndex={-1}
          className={classNames(
            columns,
            'sticky top-0 z-10 h-row border-b bg-neutral-1 text-small font-medium text-neutral-10',
          )}
        >
          <span role="columnheader">Path</span>
          {!isNarrow && <span role="columnheader">Language</span>}
          {!isNarrow && (
            <span role="columnheader" data-end>
              Lines
            </span>
          )}
          {!isNarrow && (
            <span role="columnheader" data-end>
              Size
            </span>
          )}
          <span role="columnheader" data-end>
            Order
          </span>
          <span role="columnheader">Included</span>
        </div>
        <div className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, size }) => {
            const file = files[index]
            if (!file) return null
            const isOpen = file.path === open
            return (
              <div
                key={file.path}
                role="row"
                aria-rowindex={index + 2}
                tabIndex={index === cursor ? 0 : -1}
                data-ring="inside"
                aria-selected={isOpen}
                onClick={() => {
                  setCursor(index)
                  onOpen(file.path)
                }}
                onKeyDown={(event) => event.key === ' ' && onOpen(file.path)}
                className={classNames(
                  columns,
                  'absolute inset-x-0 border-b',
                  isOpen ? 'bg-accent-soft' : 'hover:bg-neutral-3',
                  index === cursor && !isOpen && 'bg-neutral-3',
                )}
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                <FileCells file={file} isNarrow={isNarrow} />
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

function FileCells({ file, isNarrow }: { file: FileRow; isNarrow: boolean }) {
  const { path, language, lines, bytes, order, isTest, parseErrors, symbols } = file
  return (
    <>
      <span role="cell" className="flex min-w-0 items-center gap-2">
        {isNarrow && <LanguageDot language={language} />}
        <PathText path={path} className={file.isIncluded ? '' : 'text-neutral-10'} />
        {isTest && <Badge>test</Badge>}
        {parseErrors > 0 && (
          <Badge
            tone="warning"
            icon={<TriangleAlert aria-hidden />}
            title={`${formatUnit(parseErrors, 'stretch', 'stretches')} could not be parsed`}
          >
            {formatCount(parseErrors)}
          </Badge>
        )}
      </span>
      {!isNarrow && (
        <span role="cell" className="flex min-w-0 items-center gap-1.5" title={formatUnit(symbols, 'symbol')}>
          {language && <LanguageDot language={language} />}
          <span className="truncate">{language ?? ''}</span>
        </span>
      )}
      {!isNarrow && (
        <span role="cell" data-end className="tabular-nums">
          {lines === null ? '' : formatCount(lines)}
        </span>
      )}
      {!isNarrow && (
        <span role="cell" data-end className="text-neutral-10 tabular-nums">
          {formatBytes(bytes)}
        </span>
      )}
      <span role="cell" data-end className="tabular-nums">
        {order === null ? '' : formatCount(order + 1)}
      </span>
      <span role="cell" className="flex min-w-0 items-center gap-1.5" title={file.whyNot ?? undefined}>
        {file.isIncluded ? (
          <CircleCheck aria-label="included" className="size-4 shrink-0 text-approve" />
        ) : (
          <>
            <CircleSlash aria-label="left out" className="size-4 shrink-0 text-neutral-9" />
            <span className="truncate text-neutral-10">{file.whyNot}</span>
          </>
        )}
      </span>
    </>
  )
}
