'use client'

import type { ReactNode } from 'react'
import { DataTable } from '@/components/ui/data-table'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import type { Batch, BatchItemState } from '@/lib/repository/batch/batch'

export type BatchTableProps = { rows: readonly Batch[]; moreHref?: string; empty: ReactNode }

/** Every list that was imported. */
export function BatchTable({ rows, moreHref, empty }: BatchTableProps) {
  return (
    <DataTable
      label="Lists"
      className="grow"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      href={({ id }) => `/repositories/batches/${id}`}
      moreHref={moreHref}
      empty={empty}
    />
  )
}

const columns: readonly Column<Batch>[] = [
  {
    id: 'list',
    header: 'List',
    cell: ({ total, isSynthesized }) => (
      <>
        {formatUnit(total, 'repository', 'repositories')}
        {isSynthesized && <span className="text-neutral-10"> · synthesized</span>}
      </>
    ),
  },
  countOf('imported', 'Imported', 'w-22'),
  countOf('known', 'Known before', 'w-28'),
  countOf('failed', 'Failed', 'w-20'),
  countOf('waiting', 'Waiting', 'w-20'),
  {
    id: 'when',
    header: 'Asked for',
    width: 'w-28',
    align: 'end',
    cell: ({ createdAt }) => <RelativeTime iso={createdAt} className="text-neutral-10" />,
  },
]

function countOf(state: BatchItemState, header: string, width: string): Column<Batch> {
  return {
    id: state,
    header,
    width,
    align: 'end',
    cell: ({ counts }) => (
      <span className={counts[state] === 0 ? 'text-neutral-10' : ''}>{formatCount(counts[state])}</span>
    ),
  }
}
