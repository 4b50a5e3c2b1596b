'use client'

import { ArrowRight } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { Kbd } from '@/components/ui/kbd'
import { formatCount } from '@/components/ui/number-format'
import type { Column } from '@/components/ui/table-model'
import { useCommands } from '@/components/ui/use-commands'
import { mostCounted, priorityWords, type QueueCounts, type QueueView } from '@/lib/review/queue'
import { useGoNext } from './use-assignment'

export type QueueRow = Pick<QueueView, 'id' | 'name' | 'priority' | 'overlap' | 'isBlind'> & { counts: QueueCounts }

/** The queues that a person can work in; `n` claims the next from the first that has work, and Enter from a row. */
export function QueueList({ queues }: { queues: readonly QueueRow[] }) {
  const { go, isBusy } = useGoNext()
  const first = queues.find(({ counts }) => counts.waiting > 0) ?? queues[0]
  useCommands([
    ...(first
      ? [{ id: 'claim next', title: `Claim next from ${first.name}`, group: 'Review', keys: 'n', run: () => go(first) }]
      : []),
    ...queues.map((queue) => ({
      id: `claim ${queue.id}`,
      title: `Claim next: ${queue.name}`,
      group: 'Review',
      run: () => go(queue),
    })),
  ])
  const columns: Column<QueueRow>[] = [
    {
      id: 'name',
      header: 'Queue',
      cell: ({ name, isBlind, overlap }) => (
        <span className="flex items-center gap-2">
          <span className="truncate font-medium" title={name}>
            {name}
          </span>
          {overlap > 1 && <Badge title={`${overlap} reviewers judge each`}>{overlap} reviewers</Badge>}
          {isBlind && <Badge title="Nobody sees what others say before they have judged themselves">blind</Badge>}
        </span>
      ),
    },
    {
      id: 'order',
      header: 'Order',
      width: 'w-32',
      cell: ({ priority }) => <span className="text-neutral-10">{priorityWords[priority]}</span>,
    },
    { id: 'waiting', header: 'Waiting', width: 'w-20', align: 'end', cell: ({ counts }) => upTo(counts.waiting) },
    {
      id: 'claimed',
      header: 'Claimed',
      width: 'w-20',
      align: 'end',
      cell: ({ counts }) => formatCount(counts.claimed),
    },
    { id: 'done', header: 'Judged', width: 'w-20', align: 'end', cell: ({ counts }) => formatCount(counts.done) },
    { id: 'mine', header: 'By you', width: 'w-20', align: 'end', cell: ({ counts }) => formatCount(counts.mine) },
    {
      id: 'claim',
      header: <span className="sr-only">Claim</span>,
      width: 'w-36',
      align: 'end',
      cell: (queue) => (
        <Button
          tone={queue.id === first?.id ? 'primary' : 'plain'}
          isBusy={isBusy}
          aria-label={`Claim next from ${queue.name}`}
          onClick={(event) => {
            event.stopPropagation()
            go(queue)
          }}
        >
          Claim next {queue.id === first?.id ? <Kbd keys="n" /> : <ArrowRight aria-hidden />}
        </Button>
      ),
    },
  ]
  return (
    <DataTable
      label="Queues"
      columns={columns}
      rows={queues}
      rowKey={({ id }) => id}
      onOpen={go}
      minWidth="min-w-160"
      className="border-t"
    />
  )
}

function upTo(count: number): string {
  return count < mostCounted ? formatCount(count) : `${formatCount(mostCounted - 1)}+`
}
