'use client'

import { useRouter } from 'next/navigation'
import { isEnded } from '@/lib/jobs/job'
import { useJobEvents } from './use-job-events'

/** Lets the page read its lists again when a job of one kind ends. */
export function RefreshOnJobs({ kind }: { kind: string }) {
  const router = useRouter()
  useJobEvents((change) => {
    if (change.kind === kind && isEnded(change.state)) router.refresh()
  })
  return null
}
