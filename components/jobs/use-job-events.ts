'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { isUnderWay, type JobChange } from '@/lib/jobs/job'
import { listenToJobs } from './job-events'
import { refreshJobs } from './queries'

const gatherMs = 250

/**
 * Keeps what the page knows of jobs fresh; calls `onRest` for each job that ends, or is
 * paused, while the page is open.
 */
export function useJobEvents(onRest?: (change: JobChange) => void): void {
  const client = useQueryClient()
  const tellRest = useEffectEvent((change: JobChange) => onRest?.(change))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      timer = undefined
      void refreshJobs(client)
    }
    const stop = listenToJobs((change) => {
      timer ??= setTimeout(refresh, gatherMs)
      if (!isUnderWay(change.state)) tellRest(change)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [client])
}
