'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { JobProgress } from '@/components/jobs/job-progress'
import { jobQuery } from '@/components/jobs/queries'

/** Stands where the files will be: the page reads them once the job is done, also when it was before anybody listened. */
export function ReleaseProgress({ jobId, canCancel }: { jobId: string; canCancel: boolean }) {
  const router = useRouter()
  const { data: job } = useQuery(jobQuery(jobId))
  const isDone = job?.state === 'done'
  useEffect(() => {
    if (isDone) router.refresh()
  }, [isDone, router])
  return job ? <JobProgress job={job} canCancel={canCancel} /> : <div className="h-11" />
}
