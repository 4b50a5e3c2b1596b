'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { Button } from './button'
import { Checkbox } from './checkbox'
import { classNames } from './class-names'
import { DataRow } from './data-row'
import type { Column, DataTableProps, Sort } from './table-model'
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
  const toggle = (keys: readonly string[], isChosen: boolean) => {
    const next = new Set(selection)
    for (const key of keys) isChosen ? next.add(key) : next.delete(key)
    onSelect?.(next)
  }
  useTableKeys({ table: props, body, open, toggle })
  if (rows.length === 0 && props.empty) return props.empty
  return (
    <div className={classNames('min-h-0 overflow-auto', className)}>
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
              <HeaderCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
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
              onToggle={(isChosen) => toggle([rowKey(row)], isChosen)}
            />
          ))}
        </tbody>
      </table>
      <More {...props} />
    </div>
  )
}

function HeaderCell<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>
  sort?: Sort
  onSort?: (sort: Sort) => void
}) {
  const direction = sort?.column === column.id ? sort.direction : undefined
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={column.isSortable ? (direction ?? 'none') : undefined}
      className={classNames(
        'h-row truncate border-b px-2 text-small font-medium text-neutral-10 first:pl-4 last:pr-4',
        column.align === 'end' && 'text-right',
        column.width,
      )}
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
