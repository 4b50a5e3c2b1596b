import { GitCompareArrows } from 'lucide-react'
import Link from 'next/link'
import { formatUnit } from '@/components/ui/number-format'
import type { AssignmentView } from '@/lib/review/assignment'

const said = { approve: 'approved', reject: 'rejected', return: 'returned' } as const
const mostNamed = 6

/** For what has come back: the reviewer's verdict of before, and which thoughts are other ones now. */
export function WhatChanged({
  assignment: { trajectoryId, revision, id },
  before,
}: {
  assignment: AssignmentView
  before: NonNullable<AssignmentView['before']>
}) {
  const compare = `/trajectories/compare?left=${trajectoryId}@${before.revision}&right=${trajectoryId}@${revision}`
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t px-4 py-1.5">
      <span>
        You {said[before.judgement]} revision {before.revision}
        {before.reason && <span className="text-neutral-10"> (“{before.reason}”)</span>}. Since then{' '}
        {before.stepCount === 0
          ? 'no thought has changed'
          : `${formatUnit(before.stepCount, 'thought')} ${before.stepCount === 1 ? 'has' : 'have'} changed`}
        :
      </span>
      {before.steps.slice(0, mostNamed).map(({ id: stepId, position, path }) => (
        <Link
          key={stepId}
          href={`/trajectories/${trajectoryId}?assignment=${id}&step=${position}`}
          className="rounded-small text-accent-text hover:underline"
        >
          step {position + 1}
          {path && <span className="text-neutral-10"> {path.split('/').at(-1)}</span>}
        </Link>
      ))}
      {before.stepCount > mostNamed && <span className="text-neutral-10">and {before.stepCount - mostNamed} more</span>}
      <Link href={compare} className="flex items-center gap-1 rounded-small text-accent-text hover:underline">
        <GitCompareArrows aria-hidden className="size-4" /> Compare both
      </Link>
    </div>
  )
}
