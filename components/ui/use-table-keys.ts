'use client'

import type { RefObject } from 'react'
import type { DataTableProps } from './table-model'
import { type KeyBinding, useKeys } from './use-keys'

export type TableKeys<Row> = {
  table: DataTableProps<Row>
  body: RefObject<HTMLTableSectionElement | null>
  open: (row: Row) => void
  toggle: (keys: readonly string[], isChosen: boolean) => void
}

const group = 'List'

/** The focus is the cursor: it moves from row to row. */
export function useTableKeys<Row>({ table, body, open, toggle }: TableKeys<Row>): void {
  const { rows, rowKey, href, onOpen, selection } = table
  const currentRow = () => rows[findFocused(body.current)]
  const move = (by: number) => {
    const from = findFocused(body.current)
    const row = body.current?.rows[from === -1 ? 0 : Math.min(Math.max(from + by, 0), rows.length - 1)]
    row?.focus()
    row?.scrollIntoView({ block: 'nearest' })
  }
  const bindings: Record<string, KeyBinding> = {
    j: { title: 'Next row', group, run: () => move(1) },
    k: { title: 'Previous row', group, run: () => move(-1) },
    down: () => move(1),
    up: () => move(-1),
  }
  if (href ?? onOpen)
    bindings.enter = {
      title: 'Open the row',
      group,
      run: () => {
        const row = currentRow()
        if (row) open(row)
      },
    }
  if (selection) {
    bindings.x = {
      title: 'Choose the row',
      group,
      run: () => {
        const row = currentRow()
        if (row) toggle([rowKey(row)], !selection.has(rowKey(row)))
      },
    }
    bindings.X = {
      title: 'Choose all rows, or none',
      group,
      run: () => toggle(rows.map(rowKey), !rows.every((row) => selection.has(rowKey(row)))),
    }
  }
  useKeys(bindings, rows.length > 0)
}

function findFocused(body: HTMLTableSectionElement | null): number {
  const row = document.activeElement?.closest('tr')
  return body && row ? [...body.rows].indexOf(row) : -1
}
