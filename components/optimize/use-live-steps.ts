'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { listenToJobs } from '@/components/jobs/job-events'
import { refreshSteps } from '@/components/trajectory/queries'
import { isUnderWay } from '@/lib/jobs/job'
import { refreshSearches } from './queries'

const gatherMs = 700

/** While a search is at work on the trajectory, what is shown of its steps is kept fresh: candidates come as they are scored. */
export function useLiveSteps(trajectoryId: string): void {
  const client = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      timer = undefined
      void refreshSteps(client, trajectoryId)
      void refreshSearches(client, trajectoryId)
    }
    const stop = listenToJobs(({ subjectId, kind, state }) => {
      if (subjectId === trajectoryId && kind === 'optimize' && isUnderWay(state))
        timer ??= setTimeout(refresh, gatherMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [client, trajectoryId])
}
