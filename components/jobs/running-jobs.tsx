'use client'

import { useQueries, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import type { JobChange } from '@/lib/jobs/job'
import { JobProgress } from './job-progress'
import { jobQuery, jobsQuery } from './queries'
import { useJobEvents } from './use-job-events'

export type RunningJobsProps = {
  kind: string
  canCancel: boolean
  /** Only jobs about one of these. */
  subjectIds?: readonly string[]
}

/**
 * What runs of one kind, above the list that it will change: when a job ends or pauses the page reads its list again. What
 * failed while the page was open stays until it is dismissed.
 */
export function RunningJobs({ kind, canCancel, subjectIds }: RunningJobsProps) {
  const router = useRouter()
  const [failed, setFailed] = useState<readonly string[]>([])
  const isOurs = (job: Pick<JobChange, 'kind' | 'subjectId'>) =>
    job.kind === kind && (!subjectIds || subjectIds.includes(job.subjectId ?? ''))
  useJobEvents((change) => {
    if (!isOurs(change)) return
    if (change.state === 'failed') setFailed([...failed.filter((id) => id !== change.id), change.id])
    router.refresh()
  })
  const { data: active = [] } = useQuery(jobsQuery({ kind, isActive: true }))
  const asked = useQueries({ queries: failed.map((id) => jobQuery(id)) })
  const ended = asked.flatMap(({ data }) => (data?.state === 'failed' ? [data] : []))
  const running = active.filter(isOurs)
  if (running.length === 0 && ended.length === 0) return null
  return (
    <ul aria-label="Running" className="grid gap-3 border-b bg-neutral-2 px-4 py-3">
      {running.map((job) => (
        <li key={job.id}>
          <JobProgress job={job} canCancel={canCancel} />
        </li>
      ))}
      {ended.map((job) => (
        <li key={job.id} className="flex items-start gap-1">
          <div className="min-w-0 grow">
            <JobProgress job={job} canCancel={false} />
          </div>
          <IconButton label="Dismiss" onClick={() => setFailed(failed.filter((id) => id !== job.id))}>
            <X />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}
