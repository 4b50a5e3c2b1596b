'use client'

import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import type { RepositoryRow } from '@/lib/repository/repository'
import { CommitText } from './commit-text'
import { LanguagesBar } from './languages-bar'

export type RepositoryTableProps = { rows: readonly RepositoryRow[]; moreHref?: string; empty: ReactNode }

export function RepositoryTable({ rows, moreHref, empty }: RepositoryTableProps) {
  return (
    <DataTable
      label="Repositories"
      className="grow"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      href={({ id }) => `/repositories/${id}`}
      moreHref={moreHref}
      minWidth="900px"
      empty={empty}
    />
  )
}

const columns: readonly Column<RepositoryRow>[] = [
  {
    id: 'name',
    header: 'Repository',
    cell: ({ name, url, isSample }) => (
      <span className="flex items-center gap-2" title={url}>
        <span className="truncate">{name}</span>
        {isSample && <Badge>sample</Badge>}
      </span>
    ),
  },
  {
    id: 'commit',
    header: 'Commit',
    width: '80px',
    cell: ({ snapshot }) => snapshot && <CommitText commit={snapshot.commit} />,
  },
  {
    id: 'languages',
    header: 'Languages',
    width: '14%',
    cell: ({ snapshot }) => snapshot && <LanguagesBar languages={snapshot.languages} />,
  },
  {
    id: 'files',
    header: 'Files',
    width: '120px',
    align: 'end',
    cell: ({ snapshot }) =>
      snapshot && (
        <span title={`${formatCount(snapshot.includedCount)} of ${formatUnit(snapshot.fileCount, 'file')} included`}>
          {formatCount(snapshot.includedCount)}
          <span className="text-neutral-10"> / {formatCount(snapshot.fileCount)}</span>
        </span>
      ),
  },
  {
    id: 'licence',
    header: 'Licence',
    width: '116px',
    cell: ({ snapshot }) => snapshot && <LicenceText license={snapshot.license} />,
  },
  {
    id: 'trajectories',
    header: 'Trajectories',
    width: '96px',
    align: 'end',
    cell: ({ trajectoryCount }) => <CountText value={trajectoryCount} />,
  },
  {
    id: 'approved',
    header: 'Approved',
    width: '80px',
    align: 'end',
    cell: ({ approvedCount }) => <CountText value={approvedCount} />,
  },
  {
    id: 'updated',
    header: 'Updated',
    width: '96px',
    align: 'end',
    cell: ({ updatedAt }) => <RelativeTime iso={updatedAt} className="text-neutral-10" />,
  },
]

export function LicenceText({ license }: { license: string | null }) {
  return license ? <span title={license}>{license}</span> : <span className="text-neutral-10">none found</span>
}

function CountText({ value }: { value: number }) {
  return <span className={value === 0 ? 'text-neutral-10' : ''}>{formatCount(value)}</span>
}
