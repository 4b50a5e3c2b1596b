'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { CircleCheck, CircleSlash, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { formatBytes, formatCount, formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import { useKeys } from '@/components/ui/use-keys'
import type { FileRow, FileTwin } from '@/lib/repository/repository'
import type { Twins } from './file-filter'
import { LanguageDot } from './languages-bar'
import { TwinBadge } from './twin-badge'

export type FilesTableProps = {
  files: readonly FileRow[]
  twins: Twins
  /** The path of the file that is open beside it. */
  open: string | null
  onOpen: (path: string) => void
}

const rowHeight = 32

/** In little room what says least is not shown; the filters still know it. */
const givesWay = { role: '@max-4xl:hidden', licence: '@max-7xl:hidden', size: '@max-6xl:hidden' }

/** Every file with what is known of it; only what is in sight is drawn. j and k move, Enter opens. */
export function FilesTable({ files, twins, open, onOpen }: FilesTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState(() =>
    Math.max(
      0,
      files.findIndex(({ path }) => path === open),
    ),
  )
  const rows = useVirtualizer({
    count: files.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
  })
  const showCursor = useEffectEvent(() => {
    const box = scroller.current
    if (box) box.scrollTop = cursor * rowHeight - (box.clientHeight - 2 * rowHeight) / 2
  })
  // Who comes with the address of a file sees where it is among the others.
  useEffect(() => showCursor(), [])
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
  const items = rows.getVirtualItems()
  return (
    <div ref={scroller} className="@container h-full min-h-0 overflow-auto [overflow-anchor:none]">
      <table
        aria-label="Files"
        aria-rowcount={files.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 text-left"
      >
        <thead className="sticky top-0 z-10 bg-neutral-1">
          <tr>
            <Header>Path</Header>
            {!isNarrow && (
              <>
                <Header className="w-34">Language</Header>
                <Header className={classNames('w-29', givesWay.role)}>Role</Header>
                <Header className={classNames('w-29', givesWay.licence)}>Licence</Header>
                <Header className="w-18 text-right">Lines</Header>
                <Header className={classNames('w-22 text-right', givesWay.size)}>Size</Header>
              </>
            )}
            <Header className="w-18 text-right">Order</Header>
            <Header className={isNarrow ? 'w-12' : 'w-1/7'}>{isNarrow ? '' : 'Included'}</Header>
          </tr>
        </thead>
        <tbody>
          <Spacer height={items[0]?.start ?? 0} />
          {items.map(({ index }) => {
            const file = files[index]
            if (!file) return null
            return (
              <tr
                key={file.path}
                aria-rowindex={index + 2}
                tabIndex={index === cursor ? 0 : -1}
                data-ring="inside"
                onClick={() => {
                  setCursor(index)
                  onOpen(file.path)
                }}
                className={
                  file.path === open ? 'bg-accent-soft' : index === cursor ? 'bg-neutral-3' : 'hover:bg-neutral-3'
                }
              >
                <FileCells file={file} twin={twins.get(file.path)} isNarrow={isNarrow} />
              </tr>
            )
          })}
          <Spacer height={rows.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </tbody>
      </table>
    </div>
  )
}

function Header({ children, className }: { children: string; className?: string }) {
  return (
    <th
      scope="col"
      className={classNames(
        'h-row border-b px-2 text-small font-medium text-neutral-10 first:pl-4 last:pr-4',
        className,
      )}
    >
      {children}
    </th>
  )
}

type CellProps = { children: ReactNode; isEnd?: boolean; title?: string; className?: string }

function Cell({ children, isEnd, title, className }: CellProps) {
  return (
    <td
      title={title}
      className={classNames(
        'h-row truncate border-b px-2 first:pl-4 last:pr-4',
        isEnd && 'text-right tabular-nums',
        className,
      )}
    >
      {children}
    </td>
  )
}

/** Stands for the rows that are out of sight. */
function Spacer({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null
}

type FileCellsProps = { file: FileRow; twin: FileTwin | undefined; isNarrow: boolean }

function FileCells({ file, twin, isNarrow }: FileCellsProps) {
  const { path, language, lines, bytes, order, role, license, parseErrors, symbols } = file
  return (
    <>
      <Cell>
        <span className="flex min-w-0 items-center gap-2">
          {isNarrow && <LanguageDot language={language} />}
          <PathText path={path} className={file.isIncluded ? '' : 'text-neutral-10'} />
          {twin && <TwinBadge twin={twin} />}
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
      </Cell>
      {!isNarrow && (
        <>
          <Cell title={formatUnit(symbols, 'symbol')}>
            <span className="flex min-w-0 items-center gap-1.5">
              {language && <LanguageDot language={language} />}
              <span className="truncate">{language}</span>
            </span>
          </Cell>
          <Cell className={givesWay.role}>
            <span className={file.isIncluded ? '' : 'text-neutral-10'}>{role}</span>
          </Cell>
          <Cell title={license ?? undefined} className={givesWay.licence}>
            {license}
          </Cell>
          <Cell isEnd>{lines !== null && formatCount(lines)}</Cell>
          <Cell isEnd className={givesWay.size}>
            <span className="text-neutral-10">{formatBytes(bytes)}</span>
          </Cell>
        </>
      )}
      <Cell isEnd>{order !== null && formatCount(order + 1)}</Cell>
      <Cell title={file.whyNot ?? undefined}>
        <span className="flex min-w-0 items-center gap-1.5">
          {file.isIncluded ? (
            <CircleCheck aria-label="included" className="size-4 shrink-0 text-approve" />
          ) : (
            <CircleSlash aria-label="left out" className="size-4 shrink-0 text-neutral-9" />
          )}
          {!isNarrow && <span className="truncate text-neutral-10">{file.whyNot}</span>}
        </span>
      </Cell>
    </>
  )
}
