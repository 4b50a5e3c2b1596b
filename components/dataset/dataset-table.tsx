'use client'

import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import { type Dataset, revisionWords } from '@/lib/dataset/dataset'
import { toSearchParams } from '@/lib/trajectory/filter'

const columns: Column<Dataset>[] = [
  {
    id: 'name',
    header: 'Dataset',
    cell: ({ name, description }) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-medium" title={name}>
          {name}
        </span>
        <span className="truncate text-small text-neutral-10">{description.split('\n')[0]}</span>
      </span>
    ),
  },
  {
    id: 'selection',
    header: 'Selects',
    cell: (dataset) => (
      <span className="truncate text-neutral-11" title={selectionOf(dataset)}>
        {selectionOf(dataset)}
      </span>
    ),
  },
  { id: 'revisions', header: 'Revision', width: 'w-44', cell: ({ revisions }) => revisionWords[revisions] },
  { id: 'format', header: 'Format', width: 'w-26', cell: ({ format }) => <Badge>{format}</Badge> },
  { id: 'releases', header: 'Releases', width: 'w-20', align: 'end', cell: ({ releases }) => formatCount(releases) },
  {
    id: 'last',
    header: 'Last release',
    width: 'w-44',
    align: 'end',
    cell: ({ lastRelease }) =>
      lastRelease ? (
        <span className="text-neutral-11">
          {lastRelease.documents !== null && `${formatUnit(lastRelease.documents, 'document')}, `}
          <RelativeTime iso={lastRelease.createdAt} />
        </span>
      ) : (
        <span className="text-neutral-10">none</span>
      ),
  },
]

function selectionOf({ filter, picked }: Dataset): string {
  const words = filter === null ? undefined : decodeURIComponent(toSearchParams(filter).toString()) || 'everything'
  const byHand = picked > 0 ? `${formatCount(picked)} by hand` : undefined
  return [words, byHand].filter((one) => one !== undefined).join(' and ') || 'nothing'
}

/** The datasets by name; Enter opens one. */
export function DatasetTable({ datasets, empty }: { datasets: readonly Dataset[]; empty: ReactNode }) {
  return (
    <DataTable
      label="Datasets"
      columns={columns}
      rows={datasets}
      rowKey={({ id }) => id}
      href={({ id }) => `/datasets/${id}`}
      minWidth="min-w-200"
      empty={empty}
    />
  )
}
