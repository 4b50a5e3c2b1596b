'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useJobEvents } from '@/components/jobs/use-job-events'
import { formatCount } from '@/components/ui/number-format'
import { useIsHydrated } from '@/components/ui/use-is-hydrated'
import { mostWaitingCounted } from '@/lib/review/verdict'
import { refreshWaiting, waitingQuery } from './queries'

/** How many trajectories wait for a verdict; nothing when none does. It follows verdicts and jobs. */
export function WaitingCount() {
  const client = useQueryClient()
  useJobEvents(() => void refreshWaiting(client))
  const { data } = useQuery(waitingQuery())
  if (!useIsHydrated() || !data || data.count === 0) return null
  const text = data.count < mostWaitingCounted ? formatCount(data.count) : `${formatCount(mostWaitingCounted - 1)}+`
  return (
    <>
      {text}
      <span className="sr-only"> waiting for a verdict</span>
    </>
  )
}
