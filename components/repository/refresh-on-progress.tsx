'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { listenToJobs } from '@/components/jobs/job-events'

const atMostEveryMs = 1500

/** Lets the page read its lists again, now and then, while a job about one of these goes on, and when it ends. */
export function RefreshOnProgress({ subjectIds }: { subjectIds: readonly string[] }) {
  const router = useRouter()
  const key = subjectIds.join(' ')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      timer = undefined
      router.refresh()
    }
    const stop = listenToJobs((change) => {
      if (change.subjectId && key.includes(change.subjectId)) timer ??= setTimeout(refresh, atMostEveryMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [router, key])
  return null
}
