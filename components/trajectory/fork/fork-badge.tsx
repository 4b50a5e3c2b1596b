import { GitFork } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { formatCount } from '@/components/ui/number-format'
import type { Fork } from '@/lib/trajectory/fork'

/** What a trajectory goes on from, and since when it is its own. */
export function ForkBadge({ fork: { trajectoryId, revision, steps } }: { fork: Fork }) {
  const at = formatCount(steps + 1)
  const badge = (
    <Badge
      icon={<GitFork aria-hidden />}
      title={`Its first ${formatCount(steps)} steps are those of another trajectory`}
    >
      forked at step {at}
      {trajectoryId === null && ' of one that is gone'}
    </Badge>
  )
  if (trajectoryId === null) return badge
  return (
    <Link
      href={`/trajectories/${trajectoryId}?step=${steps}&revision=${revision}`}
      aria-label={`Forked at step ${at} of revision ${revision} of another trajectory`}
      className="rounded-small hover:underline"
    >
      {badge}
    </Link>
  )
}
