'use client'

import type { ReactNode } from 'react'
import { DataTable } from '@/components/ui/data-table'
import { formatBytes, formatCount } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import type { ForeignImport, ForeignOutcome } from '@/lib/foreign/foreign-import'
import { foreignFormats } from '@/lib/foreign/formats/catalog'

type Props = { rows: readonly ForeignImport[]; moreHref?: string; empty: ReactNode }

/** Every file of foreign trajectories that was imported. */
export function ForeignImportTable({ rows, moreHref, empty }: Props) {
  return (
    <DataTable
      label="Imports of trajectories"
      className="grow"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      href={({ id }) => `/trajectories/imports/${id}`}
      moreHref={moreHref}
      minWidth="min-w-172"
      empty={empty}
    />
  )
}

const columns: readonly Column<ForeignImport>[] = [
  {
    id: 'file',
    header: 'File',
    cell: ({ name, bytes }) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate" title={name}>
          {name}
        </span>
        <span className="shrink-0 text-small font-normal text-neutral-10">{formatBytes(bytes)}</span>
      </span>
    ),
  },
  {
    id: 'format',
    header: 'Format',
    width: 'w-26 lg:w-28 xl:w-44',
    cell: ({ format }) =>
      format ? (
        <span title={foreignFormats[format].title}>{foreignFormats[format].title}</span>
      ) : (
        <span className="text-neutral-10">not known</span>
      ),
  },
  countOf('imported', 'Imported', 'w-20'),
  countOf('known', 'Known before', 'w-28'),
  countOf('failed', 'Failed', 'w-16'),
  { id: 'by', header: 'By', width: 'w-24 lg:w-26 xl:w-40', cell: ({ by }) => <span title={by}>{by}</span> },
  {
    id: 'when',
    header: 'Asked for',
    width: 'w-26',
    align: 'end',
    cell: ({ createdAt }) => <RelativeTime iso={createdAt} className="text-neutral-10" />,
  },
]

function countOf(outcome: ForeignOutcome, header: string, width: string): Column<ForeignImport> {
  return {
    id: outcome,
    header,
    width,
    align: 'end',
    cell: ({ counts }) => (
      <span className={counts[outcome] === 0 ? 'text-neutral-10' : ''}>{formatCount(counts[outcome])}</span>
    ),
  }
}
