'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { isEnded, type JobChange } from '@/lib/jobs/job'
import { listenToJobs } from './job-events'
import { refreshJobs } from './queries'

const gatherMs = 250

/** Keeps what the page knows of jobs fresh; calls `onEnd` once for each job that ends while the page is open. */
export function useJobEvents(onEnd?: (change: JobChange) => void): void {
  const client = useQueryClient()
  const tellEnd = useEffectEvent((change: JobChange) => onEnd?.(change))
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      timer = undefined
      void refreshJobs(client)
    }
    const stop = listenToJobs((change) => {
      timer ??= setTimeout(refresh, gatherMs)
      if (isEnded(change.state)) tellEnd(change)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [client])
}
