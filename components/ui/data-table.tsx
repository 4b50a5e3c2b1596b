'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { Button } from './button'
import { Checkbox } from './checkbox'
import { classNames } from './class-names'
import { DataRow } from './data-row'
import { ResizeHandle } from './resize-handle'
import type { Column, DataTableProps } from './table-model'
import { useTableKeys } from './use-table-keys'

/** j and k move, Enter opens; the header stays in sight when the table scrolls in its box. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, href, onOpen, selection, onSelect, className } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const router = useRouter()
  const open = (row: Row) => {
    onOpen?.(row)
    if (href) router.push(href(row))
  }
  const lastChosen = useRef<string>(undefined)
  const toggle = (keys: readonly string[], isChosen: boolean) => {
    const next = new Set(selection)
    for (const key of keys) isChosen ? next.add(key) : next.delete(key)
    if (keys.length === 1) lastChosen.current = keys[0]
    onSelect?.(next)
  }
  const toggleUpTo = (key: string, isChosen: boolean) => {
    const all = rows.map(rowKey)
    const [from, to] = [all.indexOf(lastChosen.current ?? key), all.indexOf(key)].sort((a, b) => a - b)
    toggle(from === undefined || from < 0 ? [key] : all.slice(from, (to ?? from) + 1), isChosen)
    lastChosen.current = key
  }
  useTableKeys({ table: props, body, open, toggle })
  if (rows.length === 0 && props.empty) return props.empty
  return (
    <div className={classNames('min-h-0 overflow-auto', className)}>
      {props.onEarlier && (
        <div className="flex h-bar items-center justify-center">
          <Button tone="quiet" isBusy={props.isLoadingMore} onClick={props.onEarlier}>
            Load earlier
          </Button>
        </div>
      )}
      <table
        aria-label={label}
        className={classNames('w-full table-fixed border-separate border-spacing-0 text-left', props.minWidth)}
      >
        <thead className="sticky top-0 z-10 bg-neutral-1">
          <tr>
            {selection && (
              <th scope="col" className="h-row w-10 border-b pl-4">
                <Checkbox
                  aria-label="Choose all"
                  checked={
                    selection.size === 0 ? false : rows.every((row) => selection.has(rowKey(row))) || 'indeterminate'
                  }
                  onChange={(isChosen) => toggle(rows.map(rowKey), isChosen)}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} table={props} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, position) => (
            <DataRow
              key={rowKey(row)}
              table={props}
              row={row}
              isFirst={position === 0}
              onOpen={() => open(row)}
              onToggle={(isChosen, isRange) =>
                isRange ? toggleUpTo(rowKey(row), isChosen) : toggle([rowKey(row)], isChosen)
              }
            />
          ))}
        </tbody>
      </table>
      <More {...props} />
    </div>
  )
}

function HeaderCell<Row>({ column, table }: { column: Column<Row>; table: DataTableProps<Row> }) {
  const { sort, onSort, widths, onResize } = table
  const width = widths?.[column.id]
  const direction = sort?.column === column.id ? sort.direction : undefined
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={column.isSortable ? (direction ?? 'none') : undefined}
      className={classNames(
        'h-row truncate border-b px-2 text-small font-medium text-neutral-10 first:pl-4 last:pr-4',
        column.align === 'end' && 'text-right',
        onResize && 'relative',
        width === undefined && column.width,
        column.className,
      )}
      style={width === undefined ? undefined : { width }}
    >
      {column.isSortable && onSort ? (
        <button
          type="button"
          className="inline-flex max-w-full items-center gap-1 rounded-small hover:text-neutral-12"
          onClick={() =>
            onSort({ column: column.id, direction: direction === 'ascending' ? 'descending' : 'ascending' })
          }
        >
          <span className="truncate">{column.header}</span>
          {direction && <Arrow aria-hidden className="size-3 shrink-0" />}
        </button>
      ) : (
        column.header
      )}
      {onResize && <ResizeHandle onResize={(next) => onResize(column.id, next)} />}
    </th>
  )
}

function More<Row>({ moreHref, onMore, isLoadingMore, moreNote }: DataTableProps<Row>) {
  if (!moreHref && !onMore && !moreNote) return null
  return (
    <div className="flex h-bar items-center justify-center gap-3 text-neutral-10 tabular-nums">
      {moreNote}
      {moreHref && (
        <Button asChild tone="quiet">
          <Link href={moreHref} scroll={false}>
            Load more
          </Link>
        </Button>
      )}
      {onMore && (
        <Button tone="quiet" isBusy={isLoadingMore} onClick={onMore}>
          Load more
        </Button>
      )}
    </div>
  )
}
