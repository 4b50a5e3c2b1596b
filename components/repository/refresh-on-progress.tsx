'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { listenToJobs } from '@/components/jobs/job-events'

const atMostEveryMs = 1500

/** Lets the page read its lists again, now and then, while a job about `subjectId` goes on, and when it ends. */
export function RefreshOnProgress({ subjectId }: { subjectId: string }) {
  const router = useRouter()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      timer = undefined
      router.refresh()
    }
    const stop = listenToJobs((change) => {
      if (change.subjectId === subjectId) timer ??= setTimeout(refresh, atMostEveryMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [router, subjectId])
  return null
}
