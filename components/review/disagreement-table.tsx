'use client'

import type { ReactNode } from 'react'
import { DataTable } from '@/components/ui/data-table'
import type { Column } from '@/components/ui/table-model'
import type { Disagreement } from '@/lib/review/disagreement'
import { JudgementBadge } from './judgement-badge'

const columns: readonly Column<Disagreement>[] = [
  {
    id: 'repository',
    header: 'Repository',
    width: 'w-1/4',
    cell: ({ repositoryName, revision }) => (
      <span title={repositoryName}>
        <span className="font-medium">{repositoryName}</span>
        <span className="text-neutral-10"> revision {revision}</span>
      </span>
    ),
  },
  { id: 'queue', header: 'Queue', width: 'w-1/5', cell: ({ queueName }) => queueName },
  {
    id: 'verdicts',
    header: 'Verdicts',
    cell: ({ verdicts }) => (
      <span className="flex gap-1.5 overflow-hidden">
        {verdicts.map(({ id, by, judgement }) => (
          <JudgementBadge key={id} by={by} judgement={judgement} />
        ))}
      </span>
    ),
  },
  {
    id: 'who',
    header: 'You',
    width: 'w-48',
    cell: ({ whyNot }) => <span className="text-neutral-10">{whyNot ? 'are one of them' : 'can settle it'}</span>,
  },
]

export function DisagreementTable({ rows, empty }: { rows: readonly Disagreement[]; empty: ReactNode }) {
  return (
    <DataTable
      label="Disagreements"
      className="grow"
      columns={columns}
      rows={rows}
      rowKey={({ trajectoryId }) => trajectoryId}
      href={({ trajectoryId }) => `/review/disagreements/${trajectoryId}`}
      minWidth="min-w-190"
      empty={empty}
    />
  )
}
