'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { ErrorPanel } from '@/components/ui/error-panel'
import { formatUnit } from '@/components/ui/number-format'
import { RelativeTime } from '@/components/ui/relative-time'
import { Skeleton } from '@/components/ui/skeleton'
import { type Command, useCommands } from '@/components/ui/use-commands'
import { writePlace } from '@/lib/trajectory/comparison'
import type { TrajectoryView } from '@/lib/trajectory/view'
import { siblingsQuery } from './compare-queries'

const command: Omit<Command, 'run'> = { id: 'compare', title: 'Compare with …', group: 'Trajectory', keys: '=' }

/** Offers the command, and asks which revision or trajectory to compare this one with. */
export function CompareDialog({ view }: { view: TrajectoryView }) {
  const [isOpen, setIsOpen] = useState(false)
  useCommands([{ ...command, run: () => setIsOpen(true) }])
  return (
    <Dialog
      title="Compare with"
      description={`Step by step against revision ${view.revision.number} of this trajectory.`}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
    >
      <Choices view={view} />
    </Dialog>
  )
}

export function addressOfComparison(left: string, right: string): string {
  return `/trajectories/compare?${new URLSearchParams({ left, right })}`
}

const rowClass = 'flex items-baseline gap-2 rounded px-2 py-1 hover:bg-neutral-3'

function Choices({ view }: { view: TrajectoryView }) {
  const { id, revision, revisions, snapshotId } = view
  const { data, error, refetch } = useQuery(siblingsQuery(snapshotId))
  const here = writePlace(id, revision.number)
  const others = revisions.filter(({ number }) => number !== revision.number).toReversed()
  const siblings = data?.rows.filter((row) => row.id !== id && row.head !== null)
  return (
    <div className="grid max-h-96 gap-3 overflow-y-auto">
      <section aria-label="Revisions">
        <h3 className="text-small text-neutral-10">Another revision of it</h3>
        {others.length === 0 && <p className="px-2 py-1 text-neutral-10">There is only this one.</p>}
        <ul>
          {others.map(({ number, reason, by, createdAt }) => {
            const other = writePlace(id, number)
            // The older stands on the left, so that what is new is added.
            const [left, right] = number < revision.number ? [other, here] : [here, other]
            return (
              <li key={number}>
                <Link href={addressOfComparison(left, right)} className={rowClass}>
                  <span className="shrink-0 font-medium">Revision {number}</span>
                  <span className="min-w-0 truncate text-neutral-10">
                    {reason} by {by}, <RelativeTime iso={createdAt} />
                  </span>
                </Link>
              </li>
            )
          })}
        </ul>
      </section>
      <section aria-label="Trajectories">
        <h3 className="text-small text-neutral-10">Another trajectory of the same snapshot</h3>
        {error && <ErrorPanel sentence={error.message} onRetry={() => refetch()} />}
        {!data && !error && <Skeleton className="mx-2 my-1 h-5 w-2/3" />}
        {siblings?.length === 0 && <p className="px-2 py-1 text-neutral-10">There is no other.</p>}
        <ul>
          {siblings?.map((row) => (
            <li key={row.id}>
              <Link href={addressOfComparison(here, writePlace(row.id, row.head?.number ?? 1))} className={rowClass}>
                <span className="shrink-0 font-medium">by {row.author}</span>
                <span className="min-w-0 truncate text-neutral-10 tabular-nums">
                  revision {row.head?.number}, {formatUnit(row.stepCount, 'step')}, {row.state},{' '}
                  <RelativeTime iso={row.updatedAt} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
        {data?.next && <p className="px-2 py-1 text-small text-neutral-10">The newest 50 are shown.</p>}
      </section>
    </div>
  )
}
