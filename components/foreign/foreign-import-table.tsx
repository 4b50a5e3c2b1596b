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
      minWidth="min-w-205"
      empty={empty}
    />
  )
}

const columns: readonly Column<ForeignImport>[] = [
  {
    id: 'file',
    header: 'File',
    cell: ({ name, bytes }) => (
      <span title={name}>
        {name} <span className="text-neutral-10">{formatBytes(bytes)}</span>
      </span>
    ),
  },
  {
    id: 'format',
    header: 'Format',
    width: 'w-50',
    cell: ({ format }) => format && foreignFormats[format].title,
  },
  countOf('imported', 'Imported'),
  countOf('known', 'Known before'),
  countOf('failed', 'Failed'),
  { id: 'by', header: 'By', width: 'w-28', cell: ({ by }) => by },
  {
    id: 'when',
    header: 'Asked for',
    width: 'w-28',
    align: 'end',
    cell: ({ createdAt }) => <RelativeTime iso={createdAt} className="text-neutral-10" />,
  },
]

function countOf(outcome: ForeignOutcome, header: string): Column<ForeignImport> {
  return {
    id: outcome,
    header,
    width: 'w-28',
    align: 'end',
    cell: ({ counts }) => (
      <span className={counts[outcome] === 0 ? 'text-neutral-10' : ''}>{formatCount(counts[outcome])}</span>
    ),
  }
}
