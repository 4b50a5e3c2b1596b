'use client'

import { CircleAlert, CircleCheck, CircleDot, CircleX, Clock, LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import { formatDuration, formatPercent, formatUnit } from '@/components/ui/number-format'
import type { Column } from '@/components/ui/table-model'
import type { LikestRepository } from '@/lib/repository/repository'
import type { BatchRow, BatchStage, BatchTrajectory } from '@/lib/synthesis/batch'

const badges = {
  waiting: { tone: 'neutral', icon: <Clock aria-hidden />, word: 'Waiting' },
  imported: { tone: 'good', icon: <CircleCheck aria-hidden />, word: 'Imported' },
  known: { tone: 'neutral', icon: <CircleDot aria-hidden />, word: 'Known' },
  synthesizing: { tone: 'accent', icon: <LoaderCircle aria-hidden />, word: 'Synthesizing' },
  synthesized: { tone: 'good', icon: <CircleCheck aria-hidden />, word: 'Synthesized' },
  unverified: { tone: 'warning', icon: <CircleAlert aria-hidden />, word: 'Not verified' },
  skipped: { tone: 'neutral', icon: <CircleDot aria-hidden />, word: 'Skipped' },
  failed: { tone: 'bad', icon: <CircleX aria-hidden />, word: 'Failed' },
} as const satisfies Record<BatchStage, unknown>

export type BatchItemTableProps = {
  rows: readonly BatchRow[]
  isSynthesized: boolean
  moreHref?: string
  empty: ReactNode
}

/** What became of each repository of a list. */
export function BatchItemTable({ rows, isSynthesized, moreHref, empty }: BatchItemTableProps) {
  return (
    <DataTable
      label="Repositories of the list"
      className="grow"
      columns={isSynthesized ? columns : columns.filter(({ id }) => id !== 'trajectory')}
      rows={rows}
      rowKey={({ position }) => String(position)}
      moreHref={moreHref}
      minWidth="min-w-260"
      empty={empty}
    />
  )
}

const columns: readonly Column<BatchRow>[] = [
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
    width: 'w-32',
    cell: ({ state }) => (
      <Badge tone={badges[state].tone} icon={badges[state].icon}>
        {badges[state].word}
      </Badge>
    ),
  },
  {
    id: 'repository',
    header: 'Repository',
    width: 'w-3/10',
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
    id: 'likest',
    header: 'Same text as',
    width: 'w-40',
    cell: ({ likest }) => likest && <Likest {...likest} />,
  },
  {
    id: 'trajectory',
    header: 'Trajectory',
    width: 'w-36',
    cell: ({ trajectories, repositoryId }) => <Trajectories trajectories={trajectories} repositoryId={repositoryId} />,
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
    header: 'Import',
    width: 'w-24',
    align: 'end',
    cell: ({ ms }) => <span className="text-neutral-10">{ms === null ? '' : formatDuration(ms)}</span>,
  },
]

/** Which other repository it equals or nearly equals. The name may be long, and gives way to the number. */
function Likest({ repositoryId, name, similarity }: LikestRepository) {
  const [words, sentence] =
    similarity === 1
      ? ['equal', `All included files are those of ${name}.`]
      : [formatPercent(similarity, 0), `The text is ${formatPercent(similarity, 0)} like that of ${name}.`]
  return (
    <span className="flex gap-1.5" title={sentence}>
      <Link href={`/repositories/${repositoryId}`} className="truncate rounded-small hover:underline">
        {name}
      </Link>
      <span className="shrink-0 text-neutral-10 tabular-nums">{words}</span>
    </span>
  )
}

type TrajectoriesProps = { trajectories: readonly BatchTrajectory[]; repositoryId: string | null }

/** A link to what the synthesis made, with the verifiers that do not hold. */
function Trajectories({ trajectories, repositoryId }: TrajectoriesProps) {
  const [first, ...others] = trajectories.filter(({ isSealed }) => isSealed)
  if (!first) return null
  const failing = [...new Set([first, ...others].flatMap((each) => each.failing))]
  const href = others.length === 0 ? `/trajectories/${first.id}` : `/repositories/${repositoryId}/trajectories`
  return (
    <>
      <Link href={href} className="rounded-small hover:underline">
        {others.length === 0 ? 'Open' : formatUnit(others.length + 1, 'trajectory', 'trajectories')}
      </Link>
      {failing.length > 0 && <span className="text-reject"> not {failing.join(', ')}</span>}
    </>
  )
}
