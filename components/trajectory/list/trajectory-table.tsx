'use client'

import type { ReactNode } from 'react'
import { DataTable } from '@/components/ui/data-table'
import type { DataTableProps } from '@/components/ui/table-model'
import { windowWords } from '@/lib/trajectory/scope'
import type { ListRow } from '@/lib/trajectory/view'
import { listColumns } from './list-columns'
import { type ColumnId, usualColumns } from './list-view'

export type TrajectoryTableProps = Omit<
  DataTableProps<ListRow>,
  'label' | 'columns' | 'rows' | 'rowKey' | 'rowLabel' | 'href'
> & {
  rows: readonly ListRow[]
  columns?: readonly ColumnId[]
  /** Of the list that it is in, so that the workbench can go on from one to the next. */
  list?: string
  empty: ReactNode
}

export function TrajectoryTable({ rows, columns = usualColumns, list, ...table }: TrajectoryTableProps) {
  return (
    <DataTable
      {...table}
      label="Trajectories"
      className="grow"
      columns={columns.flatMap((id) => listColumns.get(id) ?? [])}
      rows={rows}
      rowKey={({ id }) => id}
      rowLabel={({ repositoryName, window }) => (window ? `${repositoryName}, ${windowWords(window)}` : repositoryName)}
      href={({ id }) => `/trajectories/${id}${list === undefined ? '' : `?list=${encodeURIComponent(list)}`}`}
      minWidth="min-w-260"
    />
  )
}
