'use client'

import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import { type Dataset, type RevisionChoice, revisionWords } from '@/lib/dataset/dataset'
import { selectionOf } from './selection-words'

/** Under the head of the column. */
const shortWords: Record<RevisionChoice, string> = {
  approved: 'Approved',
  synthesized: 'Synthesized',
  searched: 'Searched',
  both: 'Both',
}

const columns: Column<Dataset>[] = [
  {
    id: 'name',
    header: 'Dataset',
    cell: ({ name, description }) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="min-w-0 truncate font-medium" title={name ?? undefined}>
          {name}
        </span>
        <span className="min-w-0 shrink-[999] truncate text-small text-neutral-10" title={description}>
          {description.split('\n')[0]}
        </span>
      </span>
    ),
  },
  {
    id: 'selection',
    header: 'Selects',
    width: 'w-1/5',
    cell: (dataset) => (
      <span className="truncate text-neutral-11" title={selectionOf(dataset)}>
        {selectionOf(dataset)}
      </span>
    ),
  },
  {
    id: 'revisions',
    header: 'Revision',
    width: 'w-28 lg:w-32',
    cell: ({ revisions }) => <span title={revisionWords[revisions]}>{shortWords[revisions]}</span>,
  },
  { id: 'format', header: 'Format', width: 'w-22 lg:w-25', cell: ({ format }) => <Badge>{format}</Badge> },
  { id: 'releases', header: 'Releases', width: 'w-18', align: 'end', cell: ({ releases }) => formatCount(releases) },
  {
    id: 'last',
    header: 'Last release',
    width: 'w-25 lg:w-28 xl:w-48',
    align: 'end',
    cell: ({ lastRelease }) =>
      lastRelease ? (
        <span className="text-neutral-11">
          <span className="max-xl:hidden">
            {lastRelease.documents !== null && `${formatUnit(lastRelease.documents, 'document')}, `}
          </span>
          <RelativeTime iso={lastRelease.createdAt} />
        </span>
      ) : (
        <span className="text-neutral-10">none</span>
      ),
  },
]

/** The datasets by name; Enter opens one. */
export function DatasetTable({ datasets, empty }: { datasets: readonly Dataset[]; empty: ReactNode }) {
  return (
    <DataTable
      label="Datasets"
      className="grow"
      columns={columns}
      rows={datasets}
      rowKey={({ id }) => id}
      href={({ id }) => `/datasets/${id}`}
      minWidth="min-w-172"
      empty={empty}
    />
  )
}
