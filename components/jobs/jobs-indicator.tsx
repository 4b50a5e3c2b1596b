'use client'

import { useQuery } from '@tanstack/react-query'
import { Activity, LoaderCircle } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { formatUnit } from '@/components/ui/number-format'
import { Popover } from '@/components/ui/popover'
import { JobProgress } from './job-progress'
import { jobsQuery } from './queries'
import { useJobEvents } from './use-job-events'

const listed = 20

/** How many jobs wait or run, and what they do. It also keeps what every page knows of jobs fresh. */
export function JobsIndicator({ canCancel }: { canCancel: boolean }) {
  useJobEvents()
  const { data: jobs = [], error } = useQuery(jobsQuery({ isActive: true, limit: 200 }))
  const name = jobs.length === 0 ? 'No jobs' : formatUnit(jobs.length, 'job')
  return (
    <Popover
      label="Jobs"
      align="end"
      className="w-(--container-form) max-w-[90vw]"
      trigger={
        <Button tone="quiet" aria-label={`${name} running`}>
          {jobs.length > 0 ? (
            <LoaderCircle aria-hidden className="animate-turn text-running" />
          ) : (
            <Activity aria-hidden />
          )}
          <span className="tabular-nums" aria-live="polite">
            {jobs.length > 0 && name}
          </span>
        </Button>
      }
    >
      <div className="grid gap-3">
        {error && <p className="text-reject">{error.message}</p>}
        {jobs.length === 0 && !error && <p className="text-neutral-10">Nothing is running.</p>}
        {jobs.slice(0, listed).map((job) => (
          <JobProgress key={job.id} job={job} canCancel={canCancel} />
        ))}
        <div className="flex items-center justify-between gap-2 text-neutral-10">
          <span>{jobs.length > listed && `and ${jobs.length - listed} more`}</span>
          <Link href="/activity" className="rounded-small text-accent-text hover:underline">
            All activity
          </Link>
        </div>
      </div>
    </Popover>
  )
}
