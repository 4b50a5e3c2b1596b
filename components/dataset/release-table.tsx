'use client'

import type { ReactNode } from 'react'
import { JobStateBadge } from '@/components/jobs/job-state-badge'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { DataTable } from '@/components/ui/data-table'
import { formatBytes, formatCompact, formatCount, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import { type ReleaseRow, shortId } from '@/lib/dataset/release'

export type ReleaseTableProps = { rows: readonly ReleaseRow[]; moreHref?: string; empty: ReactNode }

/** The exports, newest first; Enter opens one. */
export function ReleaseTable({ rows, moreHref, empty }: ReleaseTableProps) {
  return (
    <DataTable
      label="Exports"
      className="grow"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      href={({ id }) => `/exports/${id}`}
      moreHref={moreHref}
      minWidth="min-w-172"
      empty={empty}
    />
  )
}

const columns: readonly Column<ReleaseRow>[] = [
  {
    id: 'export',
    header: 'Export',
    cell: ({ id, dataset, isChecked }) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="min-w-0 truncate" title={dataset ?? undefined}>
          {dataset ?? 'Plain export'}
        </span>
        <span
          title={id}
          className={classNames(
            'font-mono text-small font-normal text-neutral-10',
            dataset ? 'max-xl:hidden' : 'max-lg:hidden',
          )}
        >
          {shortId(id)}
        </span>
        {!isChecked && (
          <Badge tone="warning" title="Nobody looked through it before">
            unchecked
          </Badge>
        )}
      </span>
    ),
  },
  {
    id: 'documents',
    header: 'Documents',
    width: 'w-23 lg:w-24',
    align: 'end',
    cell: ({ trajectories }) => formatCount(trajectories),
  },
  {
    id: 'tokens',
    header: 'Tokens',
    width: 'w-18',
    align: 'end',
    cell: ({ tokens }) =>
      tokens !== null && <span title={`${formatUnit(tokens, 'token')} under Llama 3`}>{formatCompact(tokens)}</span>,
  },
  { id: 'format', header: 'Format', width: 'w-22 lg:w-25', cell: ({ format }) => <Badge>{format}</Badge> },
  {
    id: 'size',
    header: 'Size',
    width: 'w-22',
    align: 'end',
    cell: ({ files, bytes }) =>
      files !== null && <span title={formatUnit(files, 'file')}>{formatBytes(bytes ?? 0)}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: 'w-24 lg:w-26',
    cell: ({ files, jobState }) => {
      const state = files === null ? jobState : 'done'
      return state && <JobStateBadge job={{ state, isCanceling: false, isPausing: false }} />
    },
  },
  {
    id: 'when',
    header: 'Made',
    width: 'w-24 lg:w-44 xl:w-56',
    align: 'end',
    cell: ({ by, createdAt }) => (
      <span className="flex justify-end gap-1 text-neutral-10">
        <span className="truncate max-lg:hidden" title={by}>
          {by},
        </span>
        <span className="shrink-0">
          <RelativeTime iso={createdAt} />
        </span>
      </span>
    ),
  },
]
