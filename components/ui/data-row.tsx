'use client'

import Link from 'next/link'
import { type MouseEvent, useRef } from 'react'
import { Checkbox } from './checkbox'
import { classNames } from './class-names'
import type { DataTableProps } from './table-model'

export type DataRowProps<Row> = {
  table: DataTableProps<Row>
  row: Row
  isFirst: boolean
  onOpen: () => void
  /** `isRange`: from the row that was chosen last up to this one. */
  onToggle: (isChosen: boolean, isRange: boolean) => void
}

/** A row takes the focus as a whole; its first cell is a real link, so that it opens in a new tab as any link does. */
export function DataRow<Row>({ table, row, isFirst, onOpen, onToggle }: DataRowProps<Row>) {
  const { columns, rowKey, rowLabel, href, selection, isDense } = table
  const height = isDense ? 'h-6' : 'h-row'
  const isRange = useRef(false)
  const isChosen = selection?.has(rowKey(row)) ?? false
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element) || event.target.closest('a, button, input, label')) return
    if (window.getSelection()?.type === 'Range') return
    if ((event.metaKey || event.ctrlKey) && href) window.open(href(row), '_blank')
    else onOpen()
  }
  return (
    <tr
      tabIndex={isFirst ? 0 : -1}
      data-ring="inside"
      aria-selected={selection ? isChosen : undefined}
      onClick={onClick}
      className={isChosen ? 'bg-accent-soft' : 'hover:bg-neutral-3 focus:bg-neutral-3'}
    >
      {selection && (
        <td
          className={classNames(height, 'w-10 border-b pl-4 align-middle')}
          onClickCapture={(event) => {
            isRange.current = event.shiftKey
          }}
        >
          <Checkbox
            aria-label={`Choose ${rowLabel?.(row) ?? rowKey(row)}`}
            tabIndex={-1}
            checked={isChosen}
            onChange={(chosen) => onToggle(chosen, isRange.current)}
          />
        </td>
      )}
      {columns.map((column, position) => (
        <td
          key={column.id}
          className={classNames(
            height,
            'truncate border-b px-2 first:pl-4 last:pr-4',
            column.align === 'end' && 'text-right tabular-nums',
            column.className,
          )}
        >
          {position === 0 && href ? (
            <Link href={href(row)} tabIndex={-1} className="block truncate font-medium">
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  )
}
