'use client'

import type { ReactNode } from 'react'
import { CommitText } from '@/components/repository/commit-text'
import { DataTable } from '@/components/ui/data-table'
import { formatCount, formatPercent, formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import type { Column } from '@/components/ui/table-model'
import { windowWords } from '@/lib/trajectory/scope'
import type { TrajectoryRow } from '@/lib/trajectory/view'
import { SearchGain } from './search-gain'
import { StateBadge } from './state-badge'
import { VerifierSummary } from './verifier-badges'

export type TrajectoryTableProps = { rows: readonly TrajectoryRow[]; moreHref?: string; empty: ReactNode }

export function TrajectoryTable({ rows, moreHref, empty }: TrajectoryTableProps) {
  return (
    <DataTable
      label="Trajectories"
      className="grow"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowLabel={({ repositoryName, window }) => (window ? `${repositoryName}, ${windowWords(window)}` : repositoryName)}
      href={({ id }) => `/trajectories/${id}`}
      moreHref={moreHref}
      minWidth="min-w-260"
      empty={empty}
    />
  )
}

const none = <span className="text-neutral-10">–</span>

const columns: readonly Column<TrajectoryRow>[] = [
  {
    id: 'repository',
    header: 'Repository',
    cell: ({ repositoryName, commit, window }) => (
      <span className="flex items-baseline gap-2">
        <span className={window ? 'max-w-3/5 shrink-0 truncate' : 'truncate'}>{repositoryName}</span>
        {window && (
          <span className="truncate text-neutral-10" title={`Window ${windowWords(window)}`}>
            {windowWords(window)}
          </span>
        )}
        <span className="max-xl:hidden">
          <CommitText commit={commit} />
        </span>
      </span>
    ),
  },
  {
    id: 'revision',
    header: 'Revision',
    width: 'w-18',
    align: 'end',
    cell: ({ head }) => head?.number ?? none,
  },
  {
    id: 'state',
    header: 'State',
    width: 'w-34',
    cell: (row) => <StateBadge row={row} />,
  },
  { id: 'author', header: 'Author', width: 'w-21', cell: ({ author }) => <span title={author}>{author}</span> },
  {
    id: 'steps',
    header: 'Steps',
    width: 'w-16',
    align: 'end',
    cell: ({ stepCount, runCount }) => <span title={formatUnit(runCount, 'run')}>{formatCount(stepCount)}</span>,
  },
  {
    id: 'tokens',
    header: 'Tokens',
    width: 'w-23',
    align: 'end',
    cell: ({ head }) =>
      head ? <span title={`${formatCount(head.trainedTokens)} trained on`}>{formatCount(head.tokens)}</span> : none,
  },
  {
    id: 'gain',
    header: 'Gain (nll)',
    width: 'w-23',
    align: 'end',
    cell: ({ head }) => (head?.search ? <SearchGain search={head.search} /> : none),
  },
  {
    id: 'copy',
    header: 'Copy',
    width: 'w-15',
    align: 'end',
    cell: ({ head }) =>
      head ? (
        <span title="The most that any thought copies of the code">{formatPercent(head.maxCopyRatio)}</span>
      ) : (
        none
      ),
  },
  {
    id: 'verifiers',
    header: 'Verifiers',
    width: 'w-22',
    cell: ({ head }) => (head ? <VerifierSummary verifiers={head.verifiers} /> : none),
  },
  {
    id: 'verdict',
    header: 'Judged by',
    width: 'w-22',
    cell: ({ head }) => head?.verdict?.by ?? none,
  },
  {
    id: 'updated',
    header: 'Updated',
    width: 'w-24',
    align: 'end',
    cell: ({ updatedAt }) => <RelativeTime iso={updatedAt} className="text-neutral-10" />,
  },
]
