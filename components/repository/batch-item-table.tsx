'use client'

import { CircleAlert, CircleCheck, CircleDot, CircleX, Clock, LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { DataTable } from '@/components/ui/data-table'
import { formatDuration, formatPercent, formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import { Remark } from '@/components/ui/remark'
import type { Column } from '@/components/ui/table-model'
import type { LikestRepository } from '@/lib/repository/repository'
import type { BatchRow, BatchStage, BatchTrajectory } from '@/lib/synthesis/batch'
import { addressWords } from './address-words'

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
  /** Whether any of them may have led to a trajectory. */
  haveTrajectories: boolean
  moreHref?: string
  empty: ReactNode
}

/** What became of each repository of a list. */
export function BatchItemTable({ rows, haveTrajectories, moreHref, empty }: BatchItemTableProps) {
  return (
    <DataTable
      label="Repositories of the list"
      className="@container grow"
      columns={haveTrajectories ? columns : columnsWithout}
      rows={rows}
      rowKey={({ position }) => String(position)}
      moreHref={moreHref}
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
    width: 'w-31',
    cell: ({ state }) => (
      <Badge tone={badges[state].tone} icon={badges[state].icon}>
        {badges[state].word}
      </Badge>
    ),
  },
  {
    id: 'repository',
    header: 'Repository',
    cell: (row) => <Address {...row} />,
  },
  {
    id: 'trajectory',
    header: 'Trajectory',
    width: 'w-28 xl:w-44',
    cell: ({ trajectories, repositoryId }) => <Trajectories trajectories={trajectories} repositoryId={repositoryId} />,
  },
  {
    id: 'remarks',
    header: 'Remarks',
    width: 'w-1/4 xl:w-1/3',
    cell: ({ message, likest }) => (
      <>
        {message && <Remark text={message} />}
        {likest && <Likest {...likest} />}
      </>
    ),
  },
  {
    id: 'time',
    header: 'Import',
    width: 'w-22',
    align: 'end',
    className: '@max-4xl:hidden',
    cell: ({ ms }) => <span className="text-neutral-10">{ms === null ? '' : formatDuration(ms)}</span>,
  },
]

/** Without trajectories there is more room for what is to be said. */
const columnsWithout = columns
  .filter(({ id }) => id !== 'trajectory')
  .map((column) => (column.id === 'remarks' ? { ...column, width: 'w-2/5 xl:w-1/2' } : column))

function Address({ url, ref, repositoryId }: Pick<BatchRow, 'url' | 'ref' | 'repositoryId'>) {
  const address = addressWords(url)
  // `owner/name`, or what else is needed to know it.
  const short = <PathText path={address.replace(/^https:\/\/(github\.com\/)?/, '')} />
  return (
    <span title={ref ? `${address} ${ref}` : address} className="flex min-w-0 items-baseline gap-1.5">
      {repositoryId ? (
        <Link
          href={`/repositories/${repositoryId}`}
          aria-label={address}
          className="min-w-0 rounded-small hover:underline"
        >
          {short}
        </Link>
      ) : (
        short
      )}
      {ref && <span className="max-w-1/3 min-w-0 shrink-0 truncate text-small text-neutral-10">{ref}</span>}
    </span>
  )
}

/** Which other repository it equals or nearly equals. The name may be long, and gives way to the number. */
function Likest({ repositoryId, name, similarity }: LikestRepository) {
  const [words, sentence] =
    similarity === 1
      ? ['Equal to', `All included files are those of ${name}.`]
      : [`${formatPercent(similarity, 0)} like`, `The text is ${formatPercent(similarity, 0)} like that of ${name}.`]
  return (
    <span className="flex gap-1" title={sentence}>
      <span className="shrink-0 text-neutral-10 tabular-nums">{words}</span>
      <Link href={`/repositories/${repositoryId}`} className="truncate rounded-small hover:underline">
        {name}
      </Link>
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
    <span
      title={failing.length > 0 ? `${failing.join(', ')} ${failing.length === 1 ? 'does' : 'do'} not hold` : undefined}
    >
      <Link href={href} className="rounded-small hover:underline">
        {others.length === 0 ? 'Open' : formatUnit(others.length + 1, 'trajectory', 'trajectories')}
      </Link>
      {failing.length > 0 && <span className="text-reject"> not {failing.join(', ')}</span>}
    </span>
  )
}
