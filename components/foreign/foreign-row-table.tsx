'use client'

import { CircleCheck, CircleDot, CircleX } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import { formatCount } from '@/components/ui/number-format'
import { Remark } from '@/components/ui/remark'
import type { Column } from '@/components/ui/table-model'
import type { ForeignOutcome, ForeignRow } from '@/lib/foreign/foreign-import'

const badges = {
  imported: { tone: 'good', icon: <CircleCheck aria-hidden />, word: 'Imported' },
  known: { tone: 'neutral', icon: <CircleDot aria-hidden />, word: 'Known' },
  failed: { tone: 'bad', icon: <CircleX aria-hidden />, word: 'Failed' },
} as const satisfies Record<ForeignOutcome, unknown>

type Props = {
  rows: readonly ForeignRow[]
  /** Whether all of them failed: then there is no trajectory to tell of. */
  areFailed: boolean
  moreHref?: string
  empty: ReactNode
}

/** What became of each row of a file, and why. */
export function ForeignRowTable({ rows, areFailed, moreHref, empty }: Props) {
  return (
    <DataTable
      label="Rows of the file"
      className="grow"
      columns={areFailed ? columns.filter(({ id }) => !ofTrajectories.includes(id)) : columns}
      rows={rows}
      rowKey={({ number }) => String(number)}
      moreHref={moreHref}
      minWidth="min-w-172"
      empty={empty}
    />
  )
}

const ofTrajectories: readonly string[] = ['trajectory', 'author', 'steps']

const columns: readonly Column<ForeignRow>[] = [
  {
    id: 'number',
    header: 'Row',
    width: 'w-16',
    align: 'end',
    cell: ({ number }) => <span className="text-neutral-10">{formatCount(number)}</span>,
  },
  {
    id: 'outcome',
    header: 'Outcome',
    width: 'w-26',
    cell: ({ outcome }) => (
      <Badge tone={badges[outcome].tone} icon={badges[outcome].icon}>
        {badges[outcome].word}
      </Badge>
    ),
  },
  {
    id: 'trajectory',
    header: 'Trajectory',
    width: 'w-1/4',
    cell: ({ trajectoryId, repositoryName, instance }) =>
      trajectoryId && (
        <Link
          href={`/trajectories/${trajectoryId}`}
          title={instance ?? repositoryName ?? undefined}
          className="rounded-small hover:underline"
        >
          {instance ?? repositoryName}
        </Link>
      ),
  },
  {
    id: 'author',
    header: 'Author',
    width: 'w-24 lg:w-28',
    cell: ({ author }) => author && <span title={author}>{author}</span>,
  },
  {
    id: 'steps',
    header: 'Steps',
    width: 'w-16',
    align: 'end',
    cell: ({ steps }) => (steps === null ? '' : formatCount(steps)),
  },
  {
    id: 'message',
    header: 'Remarks',
    cell: ({ message }) => message && <Remark text={message} />,
  },
]
