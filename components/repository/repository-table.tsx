'use client'

import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import { formatCount, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import { isForeignAddress } from '@/lib/repository/foreign-address'
import type { RepositoryRow } from '@/lib/repository/repository'
import { addressWords } from './address-words'
import { CommitText } from './commit-text'
import { LanguagesBar } from './languages-bar'

export type RepositoryTableProps = { rows: readonly RepositoryRow[]; moreHref?: string; empty: ReactNode }

export function RepositoryTable({ rows, moreHref, empty }: RepositoryTableProps) {
  return (
    <DataTable
      label="Repositories"
      className="@container grow"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      href={({ id }) => `/repositories/${id}`}
      moreHref={moreHref}
      empty={empty}
    />
  )
}

/** In little room what says least gives way. */
const columns: readonly Column<RepositoryRow>[] = [
  {
    id: 'name',
    header: 'Repository',
    cell: ({ name, url, isSample }) => (
      <span className="flex items-center gap-2" title={isForeignAddress(url) ? name : addressWords(url)}>
        <span className="truncate">{name}</span>
        {isSample && <Badge>sample</Badge>}
        {isForeignAddress(url) && <Badge>other agents</Badge>}
      </span>
    ),
  },
  {
    id: 'commit',
    header: 'Commit',
    width: 'w-20',
    className: '@max-6xl:hidden',
    cell: ({ snapshot }) => snapshot && <CommitText commit={snapshot.commit} />,
  },
  {
    id: 'languages',
    header: 'Languages',
    width: 'w-1/7',
    className: '@max-3xl:hidden',
    cell: ({ snapshot }) => snapshot && <LanguagesBar languages={snapshot.languages} />,
  },
  {
    id: 'files',
    header: 'Files',
    width: 'w-30',
    align: 'end',
    className: '@max-2xl:hidden',
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
    width: 'w-29',
    className: '@max-6xl:hidden',
    cell: ({ snapshot }) => snapshot && <LicenceText license={snapshot.license} />,
  },
  {
    id: 'trajectories',
    header: 'Trajectories',
    width: 'w-24',
    align: 'end',
    cell: ({ trajectoryCount }) => <CountText value={trajectoryCount} />,
  },
  {
    id: 'approved',
    header: 'Approved',
    width: 'w-20',
    align: 'end',
    className: '@max-2xl:hidden',
    cell: ({ approvedCount }) => <CountText value={approvedCount} />,
  },
  {
    id: 'updated',
    header: 'Updated',
    width: 'w-24',
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
