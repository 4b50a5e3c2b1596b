'use client'

import { CircleCheck, CircleDot, CircleX, Clock } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import { formatDuration } from '@/components/ui/number-format'
import type { Column } from '@/components/ui/table-model'
import type { BatchItem, BatchItemState } from '@/lib/repository/batch'

const badges = {
  waiting: { tone: 'neutral', icon: <Clock aria-hidden />, word: 'Waiting' },
  imported: { tone: 'good', icon: <CircleCheck aria-hidden />, word: 'Imported' },
  known: { tone: 'neutral', icon: <CircleDot aria-hidden />, word: 'Known' },
  failed: { tone: 'bad', icon: <CircleX aria-hidden />, word: 'Failed' },
} as const satisfies Record<BatchItemState, unknown>

export type BatchItemTableProps = { rows: readonly BatchItem[]; moreHref?: string; empty: ReactNode }

/** What became of each repository of a list. */
export function BatchItemTable({ rows, moreHref, empty }: BatchItemTableProps) {
  return (
    <DataTable
      label="Repositories of the list"
      className="grow"
      columns={columns}
      rows={rows}
      rowKey={({ position }) => String(position)}
      moreHref={moreHref}
      minWidth="min-w-205"
      empty={empty}
    />
  )
}

const columns: readonly Column<BatchItem>[] = [
  {
    id: 'position',
    header: 'Line',
    width: 'w-16',
    align: 'end',
    cell: ({ position }) => <span className="text-neutral-10">{position + 1}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: 'w-28',
    cell: ({ state }) => (
      <Badge tone={badges[state].tone} icon={badges[state].icon}>
        {badges[state].word}
      </Badge>
    ),
  },
  {
    id: 'repository',
    header: 'Repository',
    width: 'w-1/3',
    cell: ({ url, ref, repositoryId }) => (
      <span title={url}>
        {repositoryId ? (
          <Link href={`/repositories/${repositoryId}`} className="rounded-small hover:underline">
            {url}
          </Link>
        ) : (
          url
        )}
        {ref && <span className="text-neutral-10"> {ref}</span>}
      </span>
    ),
  },
  {
    id: 'message',
    header: 'Message',
    cell: ({ message }) => (
      <span className="text-neutral-11" title={message ?? undefined}>
        {message}
      </span>
    ),
  },
  {
    id: 'time',
    header: 'Time',
    width: 'w-24',
    align: 'end',
    cell: ({ ms }) => <span className="text-neutral-10">{ms === null ? '' : formatDuration(ms)}</span>,
  },
]
