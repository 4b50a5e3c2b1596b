'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import Link from 'next/link'
import { type RefObject, useEffect, useRef } from 'react'
import { unresolvedQuery } from '@/components/repository/queries'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatCount } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import { SkeletonRows } from '@/components/ui/skeleton'
import type { UnresolvedImport } from '@/lib/structure/graph'
import { Panel, PanelNote } from './panel'
import { type Scroll, useKeptScroll } from './use-kept-scroll'

export type UnresolvedPanelProps = {
  snapshotId: string
  /** The address of a file, at a line. */
  fileHref: (path: string, line: number) => string
  /** Where the list was scrolled to. */
  scroll: RefObject<Scroll>
  onFind: (path: string) => void
  onClose: () => void
}

const title = 'Imports that lead nowhere'
/** Two lines, each high enough to be met. */
const rowHeight = 52
/** So many rows before the end of what is there the next page is asked for. */
const ahead = 30

/** Every import of the repository that should lead to one of its files and does not, with the line it stands in. */
export function UnresolvedPanel({ snapshotId, fileHref, scroll, onFind, onClose }: UnresolvedPanelProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    unresolvedQuery(snapshotId),
  )
  const count = data?.pages[0]?.count ?? 0
  const rows = data?.pages.flatMap((page) => page.rows) ?? []
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    // The scroll bar is of the whole list from the beginning.
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  useKeptScroll(scroller, scroll)
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const isShort = hasNextPage && !isFetchingNextPage && !error && last + ahead >= rows.length
  useEffect(() => {
    if (isShort) void fetchNextPage()
  }, [isShort, fetchNextPage])
  return (
    <Panel
      label={title}
      title={
        <>
          {title} {data && <span className="font-normal text-neutral-10 tabular-nums">{formatCount(count)}</span>}
        </>
      }
      notes={
        count > 0
          ? 'They should lead to a file of the repository, and none is there. Packages are not among them.'
          : undefined
      }
      onClose={onClose}
    >
      {error && <ErrorPanel className="m-3" sentence={error.message} onRetry={() => refetch()} />}
      {!data && !error && <SkeletonRows rows={8} columns={2} />}
      {data && count === 0 && <PanelNote>Every import leads to a file of the repository or to a package.</PanelNote>}
      <div ref={scroller} className="min-h-0 grow overflow-y-auto">
        <ul className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => (
            <li
              key={index}
              aria-setsize={count}
              aria-posinset={index + 1}
              className="absolute inset-x-0"
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              <Row entry={rows[index]} fileHref={fileHref} onFind={onFind} />
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}

type RowProps = Pick<UnresolvedPanelProps, 'fileHref' | 'onFind'> & {
  /** Undefined while it is on its way. */
  entry: UnresolvedImport | undefined
}

function Row({ entry, fileHref, onFind }: RowProps) {
  if (!entry) return <span className="mx-3 my-2 block h-4 rounded-small bg-neutral-3" />
  const { specifier, from, line } = entry
  return (
    <div className="grid h-full grid-rows-2 px-3 py-0.5 hover:bg-neutral-3">
      <Link
        href={fileHref(from, line)}
        prefetch={false}
        data-ring="inside"
        aria-label={`${specifier}, line ${line} of ${from}`}
        className="flex min-w-0 items-center gap-2 rounded-small hover:underline"
      >
        <span className="min-w-0 grow truncate font-mono text-code" title={specifier}>
          {specifier}
        </span>
        <span className="shrink-0 text-small text-neutral-10 tabular-nums">:{line}</span>
      </Link>
      <button
        type="button"
        data-ring="inside"
        aria-label={`Show ${from} in the graph`}
        onClick={() => onFind(from)}
        className="flex min-w-0 items-center rounded-small text-left text-small text-neutral-10 hover:text-neutral-12"
      >
        <PathText path={from} />
      </button>
    </div>
  )
}
