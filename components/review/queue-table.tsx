'use client'

import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import { formatPercent } from '@/components/ui/number-format'
import type { Column } from '@/components/ui/table-model'
import { priorityWords, type QueueView } from '@/lib/review/queue'
import { toSearchParams } from '@/lib/trajectory/filter'

const columns: readonly Column<QueueView>[] = [
  {
    id: 'name',
    header: 'Queue',
    cell: ({ name, isArchived, isBlind }) => (
      <span className="flex items-center gap-2">
        <span className="truncate font-medium" title={name}>
          {name}
        </span>
        {isBlind && <Badge>blind</Badge>}
        {isArchived && <Badge>archived</Badge>}
      </span>
    ),
  },
  {
    id: 'filter',
    header: 'Takes in',
    cell: ({ filter }) => {
      const text = decodeURIComponent(toSearchParams(filter).toString()) || 'all drafts'
      return (
        <span className="text-neutral-10" title={text}>
          {text}
        </span>
      )
    },
  },
  { id: 'order', header: 'Order', width: 'w-40', cell: ({ priority }) => priorityWords[priority] },
  { id: 'share', header: 'Share', width: 'w-20', align: 'end', cell: ({ share }) => formatPercent(share, 0) },
  { id: 'overlap', header: 'Reviewers', width: 'w-24', align: 'end', cell: ({ overlap }) => overlap },
  {
    id: 'members',
    header: 'For',
    width: 'w-32',
    cell: ({ isForMembers, members }) => (
      <span className="text-neutral-10">{isForMembers ? `${members.length} chosen` : 'all reviewers'}</span>
    ),
  },
]

export function QueueTable(props: { queues: readonly QueueView[]; mayChange: boolean; empty: ReactNode }) {
  return (
    <DataTable
      label="Queues"
      className="grow"
      columns={columns}
      rows={props.queues}
      rowKey={({ id }) => id}
      href={props.mayChange ? ({ id }) => `/review/queues/${id}` : undefined}
      minWidth="min-w-225"
      empty={props.empty}
    />
  )
}
